// SPDX-License-Identifier: Apache-2.0

// A substitute for DigitalOcean's provider, which is in no package registry. It has the provider's
// resources, arguments and types (schema.json, version 2.71.0 as CDK for Terraform publishes it in
// @cdktf/provider-digitalocean 13.14.1) and never contacts DigitalOcean. `terraform validate` checks the
// files as with the real provider, and `terraform test` plans against mocks.
package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"log"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	data "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

//go:embed schema.json
var recorded []byte

// block is the schema of a block: attributes as "type required", "type optional" or "type computed", and
// nested blocks.
type block struct {
	Attributes map[string]string
	Blocks     map[string]block
}

var elements = map[string]attr.Type{
	"string": types.StringType, "number": types.NumberType, "bool": types.BoolType,
}

func attribute(described string) schema.Attribute {
	kind, is, _ := strings.Cut(described, " ")
	required, optional := is == "required", is == "optional"
	// The provider computes optional attributes that are not set.
	computed := !required
	switch kind {
	case "string":
		return schema.StringAttribute{Required: required, Optional: optional, Computed: computed}
	case "number":
		return schema.NumberAttribute{Required: required, Optional: optional, Computed: computed}
	case "bool":
		return schema.BoolAttribute{Required: required, Optional: optional, Computed: computed}
	}
	collection, element, _ := strings.Cut(strings.TrimSuffix(kind, ")"), "(")
	of, known := elements[element]
	if !known {
		log.Fatalf("schema.json: unknown type %s", kind)
	}
	if collection == "map" {
		return schema.MapAttribute{ElementType: of, Required: required, Optional: optional, Computed: computed}
	}
	return schema.ListAttribute{ElementType: of, Required: required, Optional: optional, Computed: computed}
}

func attributes(of block) map[string]schema.Attribute {
	all := map[string]schema.Attribute{}
	for name, described := range of.Attributes {
		all[name] = attribute(described)
	}
	return all
}

func blocks(of block) map[string]schema.Block {
	all := map[string]schema.Block{}
	for name, inner := range of.Blocks {
		all[name] = schema.ListNestedBlock{
			NestedObject: schema.NestedBlockObject{Attributes: attributes(inner), Blocks: blocks(inner)},
		}
	}
	return all
}

type standIn struct{ resource, data map[string]block }

func (standIn) Metadata(_ context.Context, _ provider.MetadataRequest, to *provider.MetadataResponse) {
	to.TypeName = "digitalocean"
}
func (standIn) Schema(context.Context, provider.SchemaRequest, *provider.SchemaResponse) {}
func (standIn) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {
}

func (s standIn) Resources(context.Context) []func() resource.Resource {
	var all []func() resource.Resource
	for name, is := range s.resource {
		all = append(all, func() resource.Resource { return thing{name, is} })
	}
	return all
}

func (s standIn) DataSources(context.Context) []func() datasource.DataSource {
	var all []func() datasource.DataSource
	for name, is := range s.data {
		all = append(all, func() datasource.DataSource { return source{name, is} })
	}
	return all
}

type thing struct {
	name string
	is   block
}

func (t thing) Metadata(_ context.Context, _ resource.MetadataRequest, to *resource.MetadataResponse) {
	to.TypeName = t.name
}
func (t thing) Schema(_ context.Context, _ resource.SchemaRequest, to *resource.SchemaResponse) {
	to.Schema = schema.Schema{Attributes: attributes(t.is), Blocks: blocks(t.is)}
}

const refusal = "This provider is a substitute for checks and creates nothing."

func (thing) Create(_ context.Context, _ resource.CreateRequest, to *resource.CreateResponse) {
	to.Diagnostics.AddError(refusal, "")
}
func (thing) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}
func (thing) Update(_ context.Context, _ resource.UpdateRequest, to *resource.UpdateResponse) {
	to.Diagnostics.AddError(refusal, "")
}
func (thing) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {}

type source struct {
	name string
	is   block
}

func (s source) Metadata(_ context.Context, _ datasource.MetadataRequest, to *datasource.MetadataResponse) {
	to.TypeName = s.name
}
func (s source) Schema(_ context.Context, _ datasource.SchemaRequest, to *datasource.SchemaResponse) {
	to.Schema = data.Schema{Attributes: map[string]data.Attribute{}}
	for name, described := range s.is.Attributes {
		_, is, _ := strings.Cut(described, " ")
		to.Schema.Attributes[name] = data.StringAttribute{Optional: is == "optional", Computed: true}
	}
}
func (source) Read(_ context.Context, _ datasource.ReadRequest, to *datasource.ReadResponse) {
	to.Diagnostics.AddError(refusal, "")
}

func main() {
	var known struct{ Resource, Data map[string]block }
	if err := json.Unmarshal(recorded, &known); err != nil {
		log.Fatal(err)
	}
	make := func() provider.Provider { return standIn{known.Resource, known.Data} }
	address := "registry.terraform.io/digitalocean/digitalocean"
	if err := providerserver.Serve(context.Background(), make, providerserver.ServeOpts{Address: address}); err != nil {
		log.Fatal(err)
	}
}
