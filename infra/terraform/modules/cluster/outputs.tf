# SPDX-License-Identifier: Apache-2.0

output "id" {
  description = "ID of the cluster."
  value       = digitalocean_kubernetes_cluster.this.id
}

output "name" {
  description = "Name of the cluster."
  value       = digitalocean_kubernetes_cluster.this.name
}

output "urn" {
  description = "URN, for the project."
  value       = digitalocean_kubernetes_cluster.this.urn
}
