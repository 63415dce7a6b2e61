# SPDX-License-Identifier: Apache-2.0

output "cluster_name" {
  description = "For doctl kubernetes cluster kubeconfig save."
  value       = module.cluster.name
}

output "cluster_id" {
  description = "The cluster's identity."
  value       = module.cluster.id
}

output "models_store" {
  description = "For NGHE_REGISTRY_STORE."
  value       = "s3://${module.storage.models_bucket}/models"
}

output "models_endpoint" {
  description = "For NGHE_REGISTRY_ENDPOINT."
  value       = "https://${var.region}.digitaloceanspaces.com"
}

output "models_reader_key_id" {
  description = "Of the key that may read the models: AWS_ACCESS_KEY_ID of the Secret nghe-model-store."
  value       = module.storage.reader_key_id
}

output "models_reader_secret" {
  description = "Its secret half: terraform output -raw models_reader_secret."
  value       = module.storage.reader_secret
  sensitive   = true
}

output "registry_endpoint" {
  description = "What names of images begin with, where it was made here."
  value       = one(module.registry[*].endpoint)
}
