# SPDX-License-Identifier: Apache-2.0

variable "name" {
  description = "What names begin with."
  type        = string
}

variable "region" {
  description = "Where it is."
  type        = string
}

# Volumes are claimed by the manifests (do-block-storage); what outlives the cluster is here.
resource "digitalocean_spaces_bucket" "models" {
  name   = "${var.name}-models"
  region = var.region
  acl    = "private"

  # A published version never changes; active.json does, and may have to be found again.
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

# The service may read and list, and nothing else.
resource "digitalocean_spaces_key" "reader" {
  name = "${var.name}-models-reader"

  grant {
    bucket     = digitalocean_spaces_bucket.models.name
    permission = "read"
  }
}

output "models_bucket" {
  description = "The bucket of models."
  value       = digitalocean_spaces_bucket.models.name
}

output "models_urn" {
  description = "For a project."
  value       = digitalocean_spaces_bucket.models.urn
}

output "reader_key_id" {
  description = "Of the reader's key."
  value       = digitalocean_spaces_key.reader.access_key
}

output "reader_secret" {
  description = "Its secret half."
  value       = digitalocean_spaces_key.reader.secret_key
  sensitive   = true
}
