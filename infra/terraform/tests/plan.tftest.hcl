# SPDX-License-Identifier: Apache-2.0
#
# terraform init -backend=false && terraform test. Needs no account: the provider is mocked.

mock_provider "digitalocean" {
  mock_data "digitalocean_kubernetes_versions" {
    defaults = { latest_version = "1.33.6-do.0" }
  }
  mock_resource "digitalocean_kubernetes_cluster" {
    defaults = { urn = "do:kubernetes:1" }
  }
  mock_resource "digitalocean_spaces_bucket" {
    defaults = { urn = "do:space:nghe" }
  }
}

variables {
  environment = "production"
}

run "production" {
  command = plan

  assert {
    condition     = output.cluster_name == "nghe-production"
    error_message = "The cluster is not named after its environment."
  }

  assert {
    condition     = output.models_store == "s3://nghe-production-models/models"
    error_message = "The store is not where the service looks."
  }

  assert {
    condition     = length(module.registry) == 1
    error_message = "Production makes the registry."
  }
}

run "staging_uses_the_registry_of_production" {
  command = plan

  variables {
    environment     = "staging"
    registry_create = false
  }

  assert {
    condition     = output.registry_endpoint == null
    error_message = "Staging must not make a second registry."
  }
}

run "an_unknown_environment_is_refused" {
  command = plan

  variables {
    environment = "test"
  }

  expect_failures = [var.environment]
}

run "a_region_without_spaces_is_refused" {
  command = plan

  variables {
    region = "lon1"
  }

  expect_failures = [var.region]
}

run "a_network_that_is_too_small_is_refused" {
  command = plan

  variables {
    vpc_range = "10.0.0.0/29"
  }

  expect_failures = [var.vpc_range]
}

run "fewer_nodes_at_most_than_at_least_are_refused" {
  command = plan

  variables {
    production_nodes = { min = 3, max = 2 }
  }

  expect_failures = [var.production_nodes]
}

run "an_old_kubernetes_is_refused" {
  command = plan

  variables {
    kubernetes_minor = "1.28"
  }

  expect_failures = [var.kubernetes_minor]
}
