environment      = "staging"
vpc_range        = "10.120.0.0/20"
production_nodes = { min = 1, max = 2 }
monitoring_nodes = { min = 1, max = 1 }
registry_create  = false
