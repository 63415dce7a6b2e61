# SPDX-License-Identifier: Apache-2.0

variable "environment" {
  description = "Environment: all names begin with nghe- and this."
  type        = string

  validation {
    condition     = contains(["staging", "production"], var.environment)
    error_message = "The environment must be staging or production."
  }
}

variable "region" {
  description = "Region of all resources. It must offer Spaces."
  type        = string
  default     = "sgp1"

  validation {
    condition     = contains(["sgp1", "syd1", "blr1", "fra1", "ams3", "nyc3", "sfo3"], var.region)
    error_message = "The region must offer Spaces and Kubernetes: sgp1, syd1, blr1, fra1, ams3, nyc3 or sfo3."
  }
}

variable "vpc_range" {
  description = "Private address range of the network, from /16 to /24."
  type        = string
  default     = "10.110.0.0/20"

  validation {
    condition     = can(cidrnetmask(var.vpc_range)) && try(tonumber(split("/", var.vpc_range)[1]) >= 16 && tonumber(split("/", var.vpc_range)[1]) <= 24, false)
    error_message = "The range must be IPv4 in CIDR notation, from /16 to /24."
  }
}

variable "kubernetes_minor" {
  description = "Minor version of Kubernetes; its latest patch is used."
  type        = string
  default     = "1.33"

  validation {
    condition     = can(regex("^1\\.(3[1-9])$", var.kubernetes_minor))
    error_message = "The version must be 1.31 or later, against which the manifests are validated."
  }
}

variable "production_nodes" {
  description = "Minimum and maximum number of nodes (4 vCPU, 8 GB) for the service."
  type        = object({ min = number, max = number })
  default     = { min = 3, max = 6 }

  validation {
    condition     = var.production_nodes.min >= 1 && var.production_nodes.max >= var.production_nodes.min && var.production_nodes.max <= 20
    error_message = "The minimum must be at least 1; the maximum must be at least the minimum and at most 20."
  }
}

variable "monitoring_nodes" {
  description = "Minimum and maximum number of nodes (2 vCPU, 4 GB) for monitoring."
  type        = object({ min = number, max = number })
  default     = { min = 2, max = 3 }

  validation {
    condition     = var.monitoring_nodes.min >= 1 && var.monitoring_nodes.max >= var.monitoring_nodes.min && var.monitoring_nodes.max <= 10
    error_message = "The minimum must be at least 1; the maximum must be at least the minimum and at most 10."
  }
}

variable "control_plane_allowed" {
  description = "Addresses in CIDR notation that may reach the Kubernetes API; empty for all addresses with credentials."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for range in var.control_plane_allowed : can(cidrnetmask(range))])
    error_message = "Each range must be IPv4 in CIDR notation."
  }
}

variable "registry_tier" {
  description = "Subscription tier of the container registry. starter has one repository, basic five."
  type        = string
  default     = "basic"

  validation {
    condition     = contains(["starter", "basic", "professional"], var.registry_tier)
    error_message = "The tier must be starter, basic or professional."
  }
}

variable "registry_create" {
  description = "Whether to create the registry. An account has one: production creates it, staging uses it."
  type        = bool
  default     = true
}
