# SPDX-License-Identifier: Apache-2.0

output "cluster_name" {
  description = "Name for doctl kubernetes cluster kubeconfig save."
  value       = module.cluster.name
}

output "cluster_id" {
  description = "ID of the cluster."
  value       = module.cluster.id
}

output "models_store" {
  description = "Value of NGHE_REGISTRY_STORE."
  value       = "s3://${module.storage.models_bucket}/models"
}

output "models_endpoint" {
  description = "Value of NGHE_REGISTRY_ENDPOINT."
  value       = "https://${var.region}.digitaloceanspaces.com"
}

output "models_reader_key_id" {
  description = "ID of the read-only key for models: AWS_ACCESS_KEY_ID of the Secret nghe-model-store."
  value       = module.storage.reader_key_id
}

output "models_reader_secret" {
  description = "Secret of that key: terraform output -raw models_reader_secret."
  value       = module.storage.reader_secret
  sensitive   = true
}

output "registry_endpoint" {
  description = "Prefix of image names, if this environment created the registry."
  value       = one(module.registry[*].endpoint)
}
