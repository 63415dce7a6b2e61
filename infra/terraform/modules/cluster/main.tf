# SPDX-License-Identifier: Apache-2.0

locals {
  # The label in the nodeSelectors of the manifests.
  pool_label = "nghe.vn/pool"
}

data "digitalocean_kubernetes_versions" "this" {
  version_prefix = "${var.kubernetes_minor}."
}

resource "digitalocean_kubernetes_cluster" "this" {
  name         = var.name
  region       = var.region
  version      = data.digitalocean_kubernetes_versions.this.latest_version
  vpc_uuid     = var.vpc_id
  ha           = var.highly_available
  auto_upgrade = true
  # Creates new nodes before draining old ones, so that an upgrade keeps the capacity.
  surge_upgrade                    = true
  registry_integration             = true
  destroy_all_associated_resources = false

  maintenance_policy {
    # Sunday, 3:00 in Viet Nam.
    day        = "saturday"
    start_time = "20:00"
  }

  dynamic "control_plane_firewall" {
    for_each = length(var.control_plane_allowed) > 0 ? [1] : []

    content {
      enabled           = true
      allowed_addresses = var.control_plane_allowed
    }
  }

  node_pool {
    name       = "production"
    size       = "s-4vcpu-8gb"
    auto_scale = true
    min_nodes  = var.production_nodes.min
    max_nodes  = var.production_nodes.max
    labels     = { (local.pool_label) = "production" }
  }

  lifecycle {
    # Automatic upgrades change the version, and the autoscaler the number of nodes.
    ignore_changes = [version, node_pool[0].node_count]
  }
}

resource "digitalocean_kubernetes_node_pool" "monitoring" {
  cluster_id = digitalocean_kubernetes_cluster.this.id
  name       = "monitoring"
  size       = "s-2vcpu-4gb"
  auto_scale = true
  min_nodes  = var.monitoring_nodes.min
  max_nodes  = var.monitoring_nodes.max
  labels     = { (local.pool_label) = "monitoring" }

  # Only pods with a toleration run here, so that monitoring has resources when the service has none.
  taint {
    key    = local.pool_label
    value  = "monitoring"
    effect = "NoSchedule"
  }

  lifecycle {
    ignore_changes = [node_count]
  }
}
