# SPDX-License-Identifier: Apache-2.0

variable "name" {
  description = "Of the cluster."
  type        = string
}

variable "region" {
  description = "Where it is."
  type        = string
}

variable "vpc_id" {
  description = "The network that it is in."
  type        = string
}

variable "kubernetes_minor" {
  description = "Such as 1.33."
  type        = string
}

variable "production_nodes" {
  description = "Nodes that serve."
  type        = object({ min = number, max = number })
}

variable "monitoring_nodes" {
  description = "Nodes that watch."
  type        = object({ min = number, max = number })
}

variable "control_plane_allowed" {
  description = "Who may reach the API of Kubernetes; none is everybody."
  type        = list(string)
}

variable "highly_available" {
  description = "Whether the control plane is there more than once."
  type        = bool
}
