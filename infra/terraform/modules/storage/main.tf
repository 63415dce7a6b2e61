# SPDX-License-Identifier: Apache-2.0

variable "name" {
  description = "Prefix of names."
  type        = string
}

variable "region" {
  description = "Region."
  type        = string
}

# Storage that outlives the cluster. Volumes are claimed by the manifests (do-block-storage).
resource "digitalocean_spaces_bucket" "models" {
  name   = "${var.name}-models"
  region = var.region
  acl    = "private"

  # Published versions never change, but active.json does; versioning allows its recovery.
  versioning {
    enabled = true
  }

  lifecycle_rule {
    id                                     = "unfinished"
    enabled                                = true
    abort_incomplete_multipart_upload_days = 7

    noncurrent_version_expiration {
      days = 90
    }
  }

  lifecycle {
    prevent_destroy = true
  }
}

# The service's key may only read and list.
resource "digitalocean_spaces_key" "reader" {
  name = "${var.name}-models-reader"

  grant {
    bucket     = digitalocean_spaces_bucket.models.name
    permission = "read"
  }
}

output "models_bucket" {
  description = "Name of the bucket with models."
  value       = digitalocean_spaces_bucket.models.name
}

output "models_urn" {
  description = "URN, for the project."
  value       = digitalocean_spaces_bucket.models.urn
}

output "reader_key_id" {
  description = "ID of the read-only key."
  value       = digitalocean_spaces_key.reader.access_key
}

output "reader_secret" {
  description = "Secret of the read-only key."
  value       = digitalocean_spaces_key.reader.secret_key
  sensitive   = true
}
