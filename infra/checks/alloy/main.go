// SPDX-License-Identifier: Apache-2.0

// Command alloy checks files with Grafana Alloy's parser, for ci/infra. It prints the position and exits
// with 1 if a file has a syntax error, is not formatted, or refers to a component that no given file
// defines.
//
//	alloy FILE...
package main

import (
	"bytes"
	"fmt"
	"os"
	"strings"

	"github.com/grafana/alloy/syntax/ast"
	"github.com/grafana/alloy/syntax/parser"
	"github.com/grafana/alloy/syntax/printer"
)

// names collects what blocks define and what expressions refer to, as dotted names.
type names struct {
	defined  map[string]bool
	referred map[string]string
}

func (n names) Visit(node ast.Node) ast.Visitor {
	switch each := node.(type) {
	case *ast.BlockStmt:
		name := append([]string{}, each.Name...)
		if each.Label != "" {
			name = append(name, each.Label)
		}
		n.defined[strings.Join(name, ".")] = true
	case *ast.AccessExpr:
		if name := dotted(each); name != "" {
			n.referred[name] = ast.StartPos(each).Position().String()
			return nil
		}
	}
	return n
}

// dotted returns the dotted name of a chain of accesses, or "" if its root is not a name.
func dotted(expression ast.Expr) string {
	switch each := expression.(type) {
	case *ast.IdentifierExpr:
		return each.Ident.Name
	case *ast.AccessExpr:
		if value := dotted(each.Value); value != "" {
			return value + "." + each.Name.Name
		}
	}
	return ""
}

func read(path string, into names) error {
	source, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	file, err := parser.ParseFile(path, source)
	if err != nil {
		return err
	}
	var formatted bytes.Buffer
	if err := printer.Fprint(&formatted, file); err != nil {
		return err
	}
	if !bytes.Equal(bytes.TrimSpace(formatted.Bytes()), bytes.TrimSpace(source)) {
		return fmt.Errorf("%s: should be formatted as\n%s", path, formatted.Bytes())
	}
	for _, statement := range file.Body {
		ast.Walk(into, statement)
	}
	return nil
}

func main() {
	all := names{map[string]bool{}, map[string]string{}}
	failed := false
	complain := func(message any) {
		fmt.Fprintln(os.Stderr, message)
		failed = true
	}
	for _, path := range os.Args[1:] {
		if err := read(path, all); err != nil {
			complain(err)
		}
	}
	for name, place := range all.referred {
		// The last part is an export of the component; "argument.NAME.value" belongs to a declare block.
		component := name[:strings.LastIndex(name, ".")]
		if !all.defined[component] {
			complain(fmt.Sprintf("%s: there is no %s", place, component))
		}
	}
	if failed {
		os.Exit(1)
	}
}
