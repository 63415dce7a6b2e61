# SPDX-License-Identifier: Apache-2.0

output "id" {
  description = "The cluster's identity."
  value       = digitalocean_kubernetes_cluster.this.id
}

output "name" {
  description = "Its name."
  value       = digitalocean_kubernetes_cluster.this.name
}

output "urn" {
  description = "For a project."
  value       = digitalocean_kubernetes_cluster.this.urn
}
