// SPDX-License-Identifier: Apache-2.0
SwaggerUIBundle({
  dom_id: "#docs",
  url: "/openapi.json",
  // Nobody outside is asked whether the document is valid.
  validatorUrl: null,
  deepLinking: true,
  tryItOutEnabled: true,
});
