/**
 * @typedef {object} Tour what there is to see once the demo has run
 * @property {string} url of the editor
 * @property {{ email: string, password: string }} owner who signs in to it
 * @property {{ oauthBaseUrl: string, adminBaseUrl: string, clientId: string, clientSecret: string }} oauth2
 * @property {{ baseUrl: string, bearerToken: string }} scim
 * @property {string[]} workflows their names
 */

/**
 * What the person at the terminal can do next. The secrets are those of the sandbox, made for this run:
 * they open nothing else.
 * @param {Tour} tour
 */
export const tourText = ({ url, owner, oauth2, scim, workflows }) => `\
The editor is open at ${url}
  e-mail    ${owner.email}
  password  ${owner.password}

Workflows in it: ${workflows.join(', ')}

Credentials in it: Docusign Admin JWT and Docusign SCIM are ready. To make them yourself, or OAuth2:

  OAuth2    Environment      Custom
            OAuth Base URL   ${oauth2.oauthBaseUrl}
            Admin Base URL   ${oauth2.adminBaseUrl}
            Client ID        ${oauth2.clientId}
            Client Secret    ${oauth2.clientSecret}
  SCIM      Base URL         ${scim.baseUrl}
            Bearer Token     ${scim.bearerToken}

Ctrl-C stops everything and removes what this run has stored. The downloads stay, so that the next run is
quick; "npm run demo -- --remove" takes them away (3 GB).`;
