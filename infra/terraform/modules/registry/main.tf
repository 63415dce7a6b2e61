# SPDX-License-Identifier: Apache-2.0

variable "name" {
  description = "Name of the registry, unique at DigitalOcean."
  type        = string
}

variable "region" {
  description = "Region."
  type        = string
}

variable "tier" {
  description = "Subscription tier: starter, basic or professional."
  type        = string
}

resource "digitalocean_container_registry" "this" {
  name                   = var.name
  region                 = var.region
  subscription_tier_slug = var.tier

  lifecycle {
    prevent_destroy = true
  }
}

output "endpoint" {
  description = "Prefix of image names."
  value       = digitalocean_container_registry.this.endpoint
}
