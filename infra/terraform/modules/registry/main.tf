# SPDX-License-Identifier: Apache-2.0

variable "name" {
  description = "Of the registry, unlike any other at DigitalOcean."
  type        = string
}

variable "region" {
  description = "Where its layers are."
  type        = string
}

variable "tier" {
  description = "starter, basic or professional."
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
  description = "What names of images begin with."
  value       = digitalocean_container_registry.this.endpoint
}
