// Apart from the pages, since their content policy allows no inline script.
if (window.SwaggerUIBundle) {
  SwaggerUIBundle({ url: "/api/openapi.json", dom_id: "#swagger-ui", deepLinking: true, validatorUrl: null });
}
if (window.Redoc) {
  Redoc.init("/api/openapi.json", { disableSearch: false, hideDownloadButton: false }, document.getElementById("redoc"));
}
