// The page's own session serves "Try it out": requests go to this very server, with its cookie.
SwaggerUIBundle({ url: "/openapi.json", dom_id: "#reference", deepLinking: true, validatorUrl: null });
