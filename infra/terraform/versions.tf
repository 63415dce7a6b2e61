# SPDX-License-Identifier: Apache-2.0

terraform {
  required_version = ">= 1.9.0"

  required_providers {
    digitalocean = {
      source  = "digitalocean/digitalocean"
      version = "~> 2.68"
    }
  }

  # The state is in a Space that is created by hand (docs/operate.md):
  #   terraform init -backend-config=production.s3.tfbackend
  backend "s3" {}
}

# Reads the token from DIGITALOCEAN_TOKEN and the key for Spaces from SPACES_ACCESS_KEY_ID and
# SPACES_SECRET_ACCESS_KEY.
provider "digitalocean" {}
