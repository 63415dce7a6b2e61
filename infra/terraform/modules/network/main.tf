# SPDX-License-Identifier: Apache-2.0

variable "name" {
  description = "Name of the network."
  type        = string
}

variable "region" {
  description = "Region."
  type        = string
}

variable "range" {
  description = "Private address range in CIDR notation."
  type        = string
}

resource "digitalocean_vpc" "this" {
  name     = var.name
  region   = var.region
  ip_range = var.range
}

output "vpc_id" {
  description = "ID of the network."
  value       = digitalocean_vpc.this.id
}
