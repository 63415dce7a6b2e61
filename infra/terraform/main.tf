# SPDX-License-Identifier: Apache-2.0

locals {
  name = "nghe-${var.environment}"
}

module "network" {
  source = "./modules/network"

  name   = local.name
  region = var.region
  range  = var.vpc_range
}

module "cluster" {
  source = "./modules/cluster"

  name                  = local.name
  region                = var.region
  vpc_id                = module.network.vpc_id
  kubernetes_minor      = var.kubernetes_minor
  production_nodes      = var.production_nodes
  monitoring_nodes      = var.monitoring_nodes
  control_plane_allowed = var.control_plane_allowed
  highly_available      = var.environment == "production"

  # The integration requires an existing registry.
  depends_on = [module.registry]
}

module "storage" {
  source = "./modules/storage"

  name   = local.name
  region = var.region
}

module "registry" {
  source = "./modules/registry"
  count  = var.registry_create ? 1 : 0

  name   = "nghe"
  region = var.region
  tier   = var.registry_tier
}

# One project groups all resources on the bill and in the console.
resource "digitalocean_project" "nghe" {
  name        = local.name
  description = "Vietnamese speech to text"
  purpose     = "Service or API"
  environment = var.environment == "production" ? "Production" : "Staging"
  resources   = [module.cluster.urn, module.storage.models_urn]
}
