//go:build tools

// Package cli pins the Pulumi command line that `npm run pulumi-cli` builds where none is installed.
package cli

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
