# SPDX-License-Identifier: Apache-2.0

variable "environment" {
  description = "What all names begin with, after nghe-."
  type        = string

  validation {
    condition     = contains(["staging", "production"], var.environment)
    error_message = "The environment is staging or production."
  }
}

variable "region" {
  description = "Where everything is. Spaces must be there too."
  type        = string
  default     = "sgp1"

  validation {
    condition     = contains(["sgp1", "syd1", "blr1", "fra1", "ams3", "nyc3", "sfo3"], var.region)
    error_message = "The region has no Spaces or no Kubernetes; take one of sgp1, syd1, blr1, fra1, ams3, nyc3, sfo3."
  }
}

variable "vpc_range" {
  description = "Private addresses of the network, a /16 to /24."
  type        = string
  default     = "10.110.0.0/20"

  validation {
    condition     = can(cidrnetmask(var.vpc_range)) && try(tonumber(split("/", var.vpc_range)[1]) >= 16 && tonumber(split("/", var.vpc_range)[1]) <= 24, false)
    error_message = "The range is IPv4 in CIDR notation, from /16 to /24."
  }
}

variable "kubernetes_minor" {
  description = "Kubernetes' minor version; the newest patch of it is taken."
  type        = string
  default     = "1.33"

  validation {
    condition     = can(regex("^1\\.(3[1-9])$", var.kubernetes_minor))
    error_message = "The manifests are checked against 1.31 and later."
  }
}

variable "production_nodes" {
  description = "How few and how many nodes of 4 vCPU and 8 GB serve."
  type        = object({ min = number, max = number })
  default     = { min = 3, max = 6 }

  validation {
    condition     = var.production_nodes.min >= 1 && var.production_nodes.max >= var.production_nodes.min && var.production_nodes.max <= 20
    error_message = "At least 1, at most 20, and not fewer at most than at least."
  }
}

variable "monitoring_nodes" {
  description = "How few and how many nodes of 2 vCPU and 4 GB watch."
  type        = object({ min = number, max = number })
  default     = { min = 2, max = 3 }

  validation {
    condition     = var.monitoring_nodes.min >= 1 && var.monitoring_nodes.max >= var.monitoring_nodes.min && var.monitoring_nodes.max <= 10
    error_message = "At least 1, at most 10, and not fewer at most than at least."
  }
}

variable "control_plane_allowed" {
  description = "Addresses in CIDR notation that may reach the API of Kubernetes; none is everybody with credentials."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for range in var.control_plane_allowed : can(cidrnetmask(range))])
    error_message = "Each is IPv4 in CIDR notation."
  }
}

variable "registry_tier" {
  description = "Of the container registry. starter holds one repository, basic five."
  type        = string
  default     = "basic"

  validation {
    condition     = contains(["starter", "basic", "professional"], var.registry_tier)
    error_message = "The tier is starter, basic or professional."
  }
}

variable "registry_create" {
  description = "An account has one registry: made with production, used by staging."
  type        = bool
  default     = true
}
