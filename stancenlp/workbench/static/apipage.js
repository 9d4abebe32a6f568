// lists the server's operations from its own OpenAPI description

import { ask, takeToken } from "/static/api.js";

function element(tag, text, parent) {
  const made = document.createElement(tag);
  made.textContent = text;
  parent.append(made);
  return made;
}

const shape = (schema) => schema?.$ref?.split("/").pop() || (schema?.anyOf || []).map(shape).filter((name) => name !== "null").join(" or ") || schema?.type || "";

function describe(place, name, schema) {
  const details = element("details", "", place);
  element("summary", name, details);
  const list = element("ul", "", details);
  for (const [field, kind] of Object.entries(schema.properties || {})) {
    element("li", `${field}: ${shape(kind)}${(schema.required || []).includes(field) ? ", must be given" : ""}`, list);
  }
}

try {
  takeToken();
  const told = await ask("GET", "/api/openapi.json");
  const place = document.getElementById("operations");
  for (const [path, operations] of Object.entries(told.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const panel = element("section", "", place);
      panel.className = "panel";
      element("h2", `${method.toUpperCase()} ${path}`, panel).className = "operation";
      element("p", operation.description || operation.summary, panel);
      const given = (operation.parameters || []).map((parameter) => parameter.name + (parameter.required ? "" : " (optional)"));
      if (given.length) element("p", `Parameters: ${given.join(", ")}`, panel).className = "soft";
      const body = operation.requestBody?.content["application/json"].schema.$ref?.split("/").pop();
      if (body) describe(panel, `Body: ${body}`, told.components.schemas[body]);
    }
  }
} catch (error) {
  const alert = document.getElementById("alert");
  alert.textContent = error.message;
  alert.hidden = false;
}
