# SPDX-License-Identifier: Apache-2.0

variable "name" {
  description = "Of the network."
  type        = string
}

variable "region" {
  description = "Where it is."
  type        = string
}

variable "range" {
  description = "Its private addresses."
  type        = string
}

resource "digitalocean_vpc" "this" {
  name     = var.name
  region   = var.region
  ip_range = var.range
}

output "vpc_id" {
  description = "The network's identity."
  value       = digitalocean_vpc.this.id
}
