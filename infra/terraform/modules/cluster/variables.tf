# SPDX-License-Identifier: Apache-2.0

variable "name" {
  description = "Name of the cluster."
  type        = string
}

variable "region" {
  description = "Region."
  type        = string
}

variable "vpc_id" {
  description = "ID of the network."
  type        = string
}

variable "kubernetes_minor" {
  description = "Minor version of Kubernetes, such as 1.33."
  type        = string
}

variable "production_nodes" {
  description = "Size of the node pool for the service."
  type        = object({ min = number, max = number })
}

variable "monitoring_nodes" {
  description = "Size of the node pool for monitoring."
  type        = object({ min = number, max = number })
}

variable "control_plane_allowed" {
  description = "Addresses that may reach the Kubernetes API; empty for all."
  type        = list(string)
}

variable "highly_available" {
  description = "Whether the control plane is highly available."
  type        = bool
}
