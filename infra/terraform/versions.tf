# SPDX-License-Identifier: Apache-2.0

terraform {
  required_version = ">= 1.9.0"

  required_providers {
    digitalocean = {
      source  = "digitalocean/digitalocean"
      version = "~> 2.68"
    }
  }

  # The state lies in a Space that is made by hand once, see docs/operate.md:
  #   terraform init -backend-config=production.s3.tfbackend
  backend "s3" {}
}

# The token is DIGITALOCEAN_TOKEN, the keys of Spaces SPACES_ACCESS_KEY_ID and SPACES_SECRET_ACCESS_KEY.
provider "digitalocean" {}
