// Generated from docs/openapi.json by `npm run generate`. Not edited by hand.
export interface paths {
    "/api/v1/organizations/{slug}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Members of an organization, oldest first: for its managing members and for operators.
         * @description Who: Anyone signed in.
         */
        get: operations["listMembers"];
        put?: never;
        /**
         * Give a person a role in an organization; an account is made where the username is new (displayName and password required then); an existing account is not changed.
         * @description Who: Roles: operator.
         */
        post: operations["addMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change the password of who is signed in. All their sessions end, this one too, and API keys are revoked.
         * @description Who: Anyone signed in.
         */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * API keys of the current membership, newest first.
         * @description Who: Anyone signed in.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Make an API key for the current membership, signed in with a password. The key is shown once.
         * @description Who: Anyone signed in.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Organizations, by slug.
         * @description Who: Anyone.
         */
        get: operations["listOrganizations"];
        put?: never;
        /**
         * Register an organization. A USCC (GB 32100-2015) has its check digit verified.
         * @description Who: Roles: operator.
         */
        post: operations["createOrganization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in. A session acts for one membership; name the organization and role where a person has several.
         * @description Who: Anyone.
         */
        post: operations["createSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Sign out.
         * @description Who: Anyone signed in.
         */
        delete: operations["deleteCurrentSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is signed in, for which organization and in which role.
         * @description Who: Anyone signed in.
         */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One organization.
         * @description Who: Anyone.
         */
        get: operations["getOrganization"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API key of the current membership.
         * @description Who: Anyone signed in.
         */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}/rotation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an API key of the current membership a new secret, shown once; the one before works on for the overlap.
         * @description Who: Anyone signed in.
         */
        post: operations["rotateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/current/membership": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go on as another membership of the same person: under a new token, until the same moment; the old one ends.
         * @description Who: Anyone signed in.
         */
        post: operations["switchSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/provider/completion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in as the person whom the identity is linked to, with what the provider sent back. Identities are linked by people themselves; an e-mail address of the provider leads to nobody. 503: send the same again.
         * @description Who: Anyone.
         */
        post: operations["finishProviderSignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Identities of providers that who is signed in may sign in with, newest first.
         * @description Who: Anyone signed in.
         */
        get: operations["listIdentities"];
        put?: never;
        /**
         * Link the identity that the provider vouches for. It is one more way to sign in; the password stays.
         * @description Who: Anyone signed in.
         */
        post: operations["linkIdentity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identity-providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * OpenID Connect providers that people may sign in with, as operators set them up.
         * @description Who: Anyone.
         */
        get: operations["listIdentityProviders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/identities/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to link a provider's identity to who is signed in, with the present password.
         * @description Who: Anyone signed in.
         */
        post: operations["startIdentityLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/provider": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to sign in with a provider, by authorization code and PKCE: send the browser to the address. It comes back with a code and a state, which are good for something only together with the handle.
         * @description Who: Anyone.
         */
        post: operations["startProviderSignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/identities/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Unlink an identity. Sessions that were opened with it end.
         * @description Who: Anyone signed in.
         */
        delete: operations["unlinkIdentity"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organization-applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Applications in one state, oldest first.
         * @description Who: Roles: operator.
         */
        get: operations["listApplications"];
        put?: never;
        /**
         * Apply for an organization and a role as its first, managing member. The secret is shown once: it looks the application up, and after the approval it is the invitation of the first member.
         * @description Who: Anyone.
         */
        post: operations["applyForOrganization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organization-applications/{id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register the organization that was applied for, and let the applicant in.
         * @description Who: Roles: operator.
         */
        post: operations["approveApplication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organization-applications/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * State of an application, for who has its secret. In the body, since addresses are logged.
         * @description Who: Anyone.
         */
        post: operations["lookUpApplication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organization-applications/{id}/rejection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Turn an application down; the applicant sees the reason.
         * @description Who: Roles: operator.
         */
        post: operations["rejectApplication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an invitation as the person who is signed in. The session goes on acting for its membership.
         * @description Who: Anyone signed in.
         */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{slug}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Invitations to an organization, newest first: for its managing members and for operators.
         * @description Who: Anyone signed in.
         */
        get: operations["listInvitations"];
        put?: never;
        /**
         * Invite somebody to a role in an organization, as its managing member or as an operator. The token is shown once.
         * @description Who: Anyone signed in.
         */
        post: operations["createInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{slug}/members/{id}/recovery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue a one-time token, valid for a day, by which a member sets a new password: a managing member for plain members of this organization alone, an operator for anybody else. Shown once.
         * @description Who: Anyone signed in.
         */
        post: operations["createRecovery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{slug}/members/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a membership with its sessions, API keys and open invitations: one's own, or as a managing member or operator that of another; never the last one who can manage.
         * @description Who: Anyone signed in.
         */
        delete: operations["endMembership"];
        options?: never;
        head?: never;
        /**
         * Let a member manage the organization, or no longer; never the last one who does.
         * @description Who: Anyone signed in.
         */
        patch: operations["updateMember"];
        trace?: never;
    };
    "/api/v1/invitations/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an invitation with a new account; also the first member of an approved organization. With `identity`, what the provider vouches for is linked to it at once.
         * @description Who: Anyone.
         */
        post: operations["joinByInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recovery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set a new password by a recovery token. All sessions of the person end, and API keys are revoked.
         * @description Who: Anyone.
         */
        post: operations["recoverPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{slug}/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an invitation that nobody has accepted.
         * @description Who: Anyone signed in.
         */
        delete: operations["revokeInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Published products, and your own drafts when signed in.
         * @description Who: Anyone.
         */
        get: operations["listProducts"];
        put?: never;
        /**
         * Register a product of your own organization. It is a draft until published.
         * @description Who: Roles: vendor.
         */
        post: operations["createProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{vendor}/{product}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One product with at most 100 of its releases, the first of listReleases.
         * @description Who: Anyone.
         */
        get: operations["getProduct"];
        put?: never;
        post?: never;
        /**
         * Drop a draft product of yours that has no releases.
         * @description Who: Roles: vendor.
         */
        delete: operations["dropProduct"];
        options?: never;
        head?: never;
        /**
         * Change a draft product of yours. What is left out stays as it is; once published it never changes.
         * @description Who: Roles: vendor.
         */
        patch: operations["updateProduct"];
        trace?: never;
    };
    "/api/v1/products/{vendor}/{product}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show a draft product, and its draft releases, to everyone.
         * @description Who: Roles: vendor.
         */
        post: operations["publishProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{vendor}/{product}/releases/{version}/builds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register another build of a release of yours: other bytes under the same version. It is the newest one from then on, and certified once it is tested.
         * @description Who: Roles: vendor.
         */
        post: operations["createBuild"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{vendor}/{product}/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Releases of a product that you may see, line by line, in each the newest first.
         * @description Who: Anyone.
         */
        get: operations["listReleases"];
        put?: never;
        /**
         * Register a release with its first build. Artifacts are named by the digest of bytes your organization has uploaded. Once published it never changes; other bytes under its version are another build.
         * @description Who: Roles: vendor.
         */
        post: operations["createRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{vendor}/{product}/releases/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One release with its builds and all files of the newest one.
         * @description Who: Anyone.
         */
        get: operations["getRelease"];
        put?: never;
        post?: never;
        /**
         * Drop a draft release of yours that nothing is about yet. What was published stays: withdraw it from offer.
         * @description Who: Roles: vendor.
         */
        delete: operations["dropRelease"];
        options?: never;
        head?: never;
        /**
         * Change a draft release of yours that nothing is about yet: no request, statement or finding. What is left out stays as it is; files, where named, replace its builds. Once published it never changes.
         * @description Who: Roles: vendor.
         */
        patch: operations["updateRelease"];
        trace?: never;
    };
    "/api/v1/products/{vendor}/{product}/releases/{version}/builds/{build}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One build of a release with all its files.
         * @description Who: Anyone.
         */
        get: operations["getBuild"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/artifacts/{sha256}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Upload bytes; stored only when complete and their SHA-256 is the one in the path. After a broken upload, ask HEAD where to go on.
         * @description Who: Roles: vendor.
         */
        put: operations["putArtifact"];
        post?: never;
        delete?: never;
        options?: never;
        /**
         * How many bytes of an upload of yours have arrived: `Upload-Offset`, and `Upload-Complete: ?1` when it is stored.
         * @description Who: Roles: vendor.
         */
        head: operations["headArtifact"];
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{vendor}/{product}/releases/{version}/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What vendors have stated about a release, oldest first.
         * @description Who: Anyone.
         */
        get: operations["listStatements"];
        put?: never;
        /**
         * State something about a release that inference reads: as its vendor, or offer it as a rebrand of a release of yours. Never changed, only withdrawn.
         * @description Who: Roles: vendor.
         */
        post: operations["stateRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{vendor}/{product}/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What its vendor has stated about a product, oldest first.
         * @description Who: Anyone.
         */
        get: operations["listProductStatements"];
        put?: never;
        /**
         * State something about all releases of a product of yours: end of life, or that it is withdrawn from offer. Never changed, only withdrawn.
         * @description Who: Roles: vendor.
         */
        post: operations["stateProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply an import as its dry run said, whose digest is named: all accepted rows or none. Where it comes to something else by then, nothing is written and the dry run is done again.
         * @description Who: Roles: vendor, operator.
         */
        post: operations["applyImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your organization's imports, newest first; operators see everybody's.
         * @description Who: Roles: vendor, operator.
         */
        get: operations["listImports"];
        put?: never;
        /**
         * Send a file of rows: XLSX, CSV (UTF-8, GB18030), YAML, or typed rows as lines of JSON; at most 100 MB and 200,000 rows. Nothing of it is stored in the registry: the answer names an import whose dry run is done next.
         * @description Who: Roles: vendor, operator.
         */
        post: operations["createImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far an import is, and what it comes to.
         * @description Who: Roles: vendor, operator.
         */
        get: operations["getImport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/templates/{template}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A workbook to fill in: headers in Chinese and English, drop-down lists of what the catalogue has, and a sheet that explains each column.
         * @description Who: Anyone.
         */
        get: operations["getImportTemplate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was decided about each row: created, changed (field by field), unchanged, refused (sheet, row, column and reason) or skipped; and what it created or changed.
         * @description Who: Roles: vendor, operator.
         */
        get: operations["listImportRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo an applied import: what it created goes, fields get back what they held, declarations are revoked and statements withdrawn. All or nothing: rows that later work rests on, or that are public, are named in undoProblems and keep it applied.
         * @description Who: Roles: vendor, operator.
         */
        post: operations["undoImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cpus": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * CPU models with generation, ISA and provenance.
         * @description Who: Anyone.
         */
        get: operations["listCpus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operating-systems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * OS releases with lineage and provenance.
         * @description Who: Anyone.
         */
        get: operations["listOperatingSystems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/platforms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * OS release × CPU model, with the pools and live hosts that serve each.
         * @description Who: Anyone.
         */
        get: operations["listPlatforms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalogue-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Versions of the catalogue, newest first: who brought what, when and why.
         * @description Who: Roles: operator.
         */
        get: operations["listCatalogueChanges"];
        put?: never;
        /**
         * Add to the catalogue or correct it, with documents like the shipped files. Without a digest nothing is stored: the answer is what would change, and its digest. With that digest it is applied, unless the catalogue has changed meanwhile. Nothing is removed by being left out.
         * @description Who: Roles: operator.
         */
        post: operations["changeCatalogue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalogue-changes/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One version of the catalogue with all that it changed, field by field.
         * @description Who: Roles: operator.
         */
        get: operations["getCatalogueChange"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalogue-conflicts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Entries of which the shipped files say something else than what is in force, since an operator changed them. A change that says either settles it.
         * @description Who: Roles: operator.
         */
        get: operations["listCatalogueConflicts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a job. A running one ends when its agent has stopped the work.
         * @description Who: Roles: vendor, center-operator.
         */
        post: operations["cancelJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/adaptation-requests/{id}/clone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask again what a request asked, for another release of your own, for another build, or on another release of an operating system: then only its targets on that system are asked again, each CPU once. The rest stays as it was; of the test plan the version in force counts.
         * @description Who: Roles: vendor.
         */
        post: operations["cloneAdaptationRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/adaptation-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Requests of your organization, newest first.
         * @description Who: Roles: vendor.
         */
        get: operations["listAdaptationRequests"];
        put?: never;
        /**
         * Ask for one release to be tested on N platforms: one job per target. All targets are accepted or none. A draft stays a draft until a certificate is issued for it, which publishes it and its product.
         * @description Who: Roles: vendor.
         */
        post: operations["createAdaptationRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/adaptation-requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One request of your organization with its jobs.
         * @description Who: Roles: vendor.
         */
        get: operations["getAdaptationRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/attempts/{number}/evidence/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Bytes of one piece of evidence, for the parties.
         * @description Who: Roles: vendor, center-operator, reviewer, certifier.
         */
        get: operations["getEvidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One job: state, why it waits, place in the order, attempts with results and evidence.
         * @description Who: Roles: vendor, center-operator, reviewer, certifier.
         */
        get: operations["getJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Log of the newest attempt as server-sent events (`log`, then `end`). `Last-Event-ID` resumes.
         * @description Who: Roles: vendor, center-operator, reviewer, certifier.
         */
        get: operations["getJobLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Jobs of your organization (vendor) or of your center (center operator), newest first.
         * @description Who: Roles: vendor, center-operator.
         */
        get: operations["listJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/test-plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Test plans in force, by slug, with their parameters and cases.
         * @description Who: Anyone.
         */
        get: operations["listTestPlans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/adaptation-requests/estimate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a request would meet, before it is submitted: which targets would be refused and why, the pools that would serve the others, expected start and end, host time and cost, as ranges and as things stand. Stores nothing.
         * @description Who: Roles: vendor.
         */
        post: operations["estimateAdaptationRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/adaptation-requests/{id}/clone/estimate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The same for a request that is asked again.
         * @description Who: Roles: vendor.
         */
        post: operations["estimateClone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/centers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sub-centers, by code.
         * @description Who: Anyone.
         */
        get: operations["listCenters"];
        put?: never;
        /**
         * Register a sub-center. Region is a GB/T 2260 code; schemes are what it is accredited for.
         * @description Who: Roles: operator.
         */
        post: operations["createCenter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/centers/{code}/enrolment-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a one-time token that an agent exchanges for a credential bound to these pools. Shown once.
         * @description Who: Roles: center-operator.
         */
        post: operations["createEnrolmentToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/centers/{code}/pools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Pools of a center of your organization, by slug.
         * @description Who: Roles: center-operator.
         */
        get: operations["listPools"];
        put?: never;
        /**
         * Register a pool of interchangeable hosts in a center of your organization. A pool is a queue.
         * @description Who: Roles: center-operator.
         */
        post: operations["createPool"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/centers/{code}/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Agents of a center of your organization, in the order of their enrolment.
         * @description Who: Roles: center-operator.
         */
        get: operations["listAgents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/centers/{code}/hosts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Hosts of a center of your organization, by pool and name.
         * @description Who: Roles: center-operator.
         */
        get: operations["listHosts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/centers/{code}/agents/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke an agent credential. Its running attempts are lost and their jobs go elsewhere.
         * @description Who: Roles: center-operator.
         */
        post: operations["revokeAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hosts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Drain a host (finish, then take nothing), quarantine it, or release it.
         * @description Who: Roles: center-operator.
         */
        patch: operations["updateHost"];
        trace?: never;
    };
    "/api/v1/centers/{code}/pools/{pool}/prices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was said of the price of a pool of your organization, the newest word first.
         * @description Who: Roles: center-operator.
         */
        get: operations["listPoolPrices"];
        put?: never;
        /**
         * Say what a host hour of a pool of your organization costs from now, or from an instant to come. What was said is kept; of the same instant the last word counts.
         * @description Who: Roles: center-operator.
         */
        post: operations["setPoolPrice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attempts/{id}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Append sequenced log chunks. Resending a sequence number is harmless.
         * @description Who: The agent that holds the attempt, by its credential and the header Shipei-Attempt-Token.
         */
        post: operations["appendAttemptLog"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agents/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Long-poll for work for the named free hosts. 204 when there is none. A retry with the same claim id returns the same attempt.
         * @description Who: An agent, by its credential.
         */
        post: operations["claimWork"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attempts/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deliver the results of every test case, and the measured facts. The verdict follows from the plan, not from the agent.
         * @description Who: The agent that holds the attempt, by its credential and the header Shipei-Attempt-Token.
         */
        post: operations["completeAttempt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agents/enrol": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bind a credential that the agent made to a one-time enrolment token. A retry with the same token and credential returns the same agent.
         * @description Who: Anyone.
         */
        post: operations["enrolAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agents/directives": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Server-sent events with directives for the running attempts (`directive`), held while anything runs. Its closing makes them suspect at once; the next heartbeat takes them back.
         * @description Who: An agent, by its credential.
         */
        get: operations["followDirectives"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attempts/{id}/artifacts/{sha256}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download an artifact of the attempt. The agent checks size and digest before using it.
         * @description Who: The agent that holds the attempt, by its credential and the header Shipei-Attempt-Token.
         */
        get: operations["getAttemptArtifact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attempts/{id}/heartbeat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renew the lease. The answer carries what to do.
         * @description Who: The agent that holds the attempt, by its credential and the header Shipei-Attempt-Token.
         */
        post: operations["heartbeat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attempts/{id}/evidence/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Upload a piece of evidence of declared digest; refused when the bytes differ. Resumable like artifacts.
         * @description Who: The agent that holds the attempt, by its credential and the header Shipei-Attempt-Token.
         */
        put: operations["putEvidence"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agents/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report version, hosts with facts, and the attempts still running. An attempt not reported is lost at once.
         * @description Who: An agent, by its credential.
         */
        post: operations["registerAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matrix/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Does this release run there, who says so, until when, on what evidence? One cell, explained.
         * @description Who: Anyone.
         */
        get: operations["checkCell"];
        put?: never;
        /**
         * Up to 10,000 cells in one call, answered as the public sees them. Send or accept application/x-ndjson to stream one row a line (lines: about the present, of any number; read while you send). With knownAt at most 200 cells.
         * @description Who: Anyone.
         */
        post: operations["checkCells"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve, or reject with a reason; to approve a suspension is to suspend the certificate. The same person never decides twice on one thing, nor on their own organization's; technical and certification review are made by different organizations.
         * @description Who: Roles: reviewer, certifier, vendor.
         */
        post: operations["decideReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/declarations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Declare that a release runs (or does not run) on a platform, as its vendor, or as the vendor of the OS or CPU.
         * @description Who: Roles: vendor.
         */
        post: operations["declareCompatibility"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/certificates/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One certificate exactly as issued, with its present state. Public from issue, and with it its release and product.
         * @description Who: Anyone.
         */
        get: operations["getCertificate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Open reviews that you may decide: technical ones for reviewers, certification ones for certifiers, partner ones for OS and CPU vendors, suspensions (over a later fail) for the certifiers of the body that issued the certificate. Those that a conflict of interest keeps you from are left out. Of decided ones, those that your organization decided.
         * @description Who: Roles: reviewer, certifier, vendor.
         */
        get: operations["listReviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/certificates/{number}/reinstate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a suspension.
         * @description Who: Roles: certifier.
         */
        post: operations["reinstateCertificate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/certificates/{number}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a certificate for good. A dated finding; nothing is deleted.
         * @description Who: Roles: certifier.
         */
        post: operations["revokeCertificate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/certificates/{number}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suspend a certificate; reversible.
         * @description Who: Roles: certifier.
         */
        post: operations["suspendCertificate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inheritances/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One proposed inheritance, with its source, rules and state.
         * @description Who: Roles: vendor, reviewer, certifier.
         */
        get: operations["getInheritance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inheritances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Proposed inheritances: of your releases or by your organization; for reviewers and certifiers all.
         * @description Who: Roles: vendor, reviewer, certifier.
         */
        get: operations["listInheritances"];
        put?: never;
        /**
         * Propose to carry a certified result over to a cell that the policy in force derives from it. Reviewed as a certificate is; once issued, the cell is inherited for as long as a live source derives it under that policy version.
         * @description Who: Roles: vendor, reviewer.
         */
        post: operations["proposeInheritance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inheritances/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw an inheritance that your organization proposed, while it is under review. The cell may be proposed again.
         * @description Who: Roles: vendor, reviewer.
         */
        post: operations["withdrawInheritance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/findings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One finding with what was said about it later. What is not public is there for its parties only.
         * @description Who: Anyone.
         */
        get: operations["getFinding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Findings about a release, also on one OS or CPU, in the order in which they were recorded.
         * @description Who: Anyone.
         */
        get: operations["listFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/findings/{id}/publication": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show everybody a finding about a release of yours that was for the parties only. It stays so.
         * @description Who: Roles: vendor.
         */
        post: operations["publishFinding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policies/{version}/activation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a policy to be put in force; the call of a second person, who has seen its diff, puts it in force.
         * @description Who: Roles: operator, certifier.
         */
        post: operations["activatePolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Versions of the inference policy, with when each was in force.
         * @description Who: Anyone.
         */
        get: operations["listPolicies"];
        put?: never;
        /**
         * Store a version of the inference policy. It changes no answer until two people activate it.
         * @description Who: Roles: operator.
         */
        post: operations["createPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policies/{version}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a policy would change: every cell whose answer for the public at present would be another one, counted by kinds of answers. The first cells in full; accept application/x-ndjson to stream all of them, with the summary as the last line. Whoever activates the policy as the second person has to have seen it to its end.
         * @description Who: Roles: operator, certifier.
         */
        get: operations["diffPolicy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policies/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One version of the inference policy.
         * @description Who: Anyone.
         */
        get: operations["getPolicy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was done to one thing, oldest first: for operators, and for the organization that the thing belongs to.
         * @description Who: Anyone signed in.
         */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Background work that failed for good and waits for an operator, or that one has dealt with.
         * @description Who: Roles: operator.
         */
        get: operations["listDeadLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dead-letters/{id}/resolution": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a dead letter: `retry` does its work again at once, `dismiss` leaves it. What a job still waits for is repeated by the upkeep in either case.
         * @description Who: Roles: operator.
         */
        post: operations["resolveDeadLetter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matrix/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Cells of a release, of a product (vendor/product), or of what a filter finds (at most 500 releases), whose status is another one at a second moment: as known then and valid then, as the public was told.
         * @description Who: Anyone.
         */
        get: operations["diffCells"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matrix/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All cells that a search finds, as the public sees them at present or at another moment (of at most 5,000 releases), streamed as CSV, JSON lines or a workbook. A workbook holds 1,048,575 cells. Cells of status unknown only where they are asked for.
         * @description Who: Anyone.
         */
        get: operations["exportCells"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/badges/{vendor}/{badge}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A picture of one cell as the public sees it at present, for READMEs and product pages. A grey one with status 404 for unknown coordinates.
         * @description Who: Anyone.
         */
        get: operations["getBadge"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matrix": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search cells as the public sees them, at present or at another moment, with counts; each facet's counts leave its own filter out. At another moment at most 500 releases may match, and counts by category and vendor are of these. A repeated parameter means any of its values. Cells of status unknown are counted, and listed only where they are asked for.
         * @description Who: Anyone.
         */
        get: operations["searchCells"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matrix/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Numbers of cells by status, as the public sees them at present: of a product (vendor/product) by release and OS where anything is known, of an OS by CPU, of a CPU by OS.
         * @description Who: Anyone.
         */
        get: operations["summarizeCells"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/solutions/{organization}/{solution}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Does the solution work there? One platform, explained edge by edge, as you may see it.
         * @description Who: Anyone.
         */
        get: operations["checkSolution"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/solutions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Published solutions, and your own drafts when signed in.
         * @description Who: Anyone.
         */
        get: operations["listSolutions"];
        put?: never;
        /**
         * Register a solution of your own organization: releases that are used together, each an edge to the platform, and pairs of them that have to work with each other. What is required decides the status of the whole. It is a draft until published, and what it is made of is never changed.
         * @description Who: Roles: vendor.
         */
        post: operations["createSolution"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/solutions/{organization}/{solution}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One solution: its releases and edges.
         * @description Who: Anyone.
         */
        get: operations["getSolution"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/solutions/{organization}/{solution}/platforms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The status of a solution on every platform at present, as you may see it, in the order of coordinates.
         * @description Who: Anyone.
         */
        get: operations["listSolutionPlatforms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/solutions/{organization}/{solution}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show a draft solution to everyone. Its releases have to be published before.
         * @description Who: Roles: vendor.
         */
        post: operations["publishSolution"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matrix/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * On which platforms do all of these releases work at present, ranked by the weakest edge; and which single missing edge would unlock most platforms. Pairs of them of which something is known count, too. As you may see it.
         * @description Who: Anyone.
         */
        post: operations["resolveReleases"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matrix/gaps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The fewest direct tests that would cover all of these platforms for a release under the policy in force, by the inference itself; of equally few plans the one that live pools can carry out. As you may see it.
         * @description Who: Anyone.
         */
        post: operations["planTests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lists/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check the products of a spreadsheet on their target platforms: the same file comes back with status, certificate, validity, gap and nearest matches in new columns, everything else untouched. XLSX, or CSV in UTF-8, UTF-16 or GB18030; columns are found by their headers, Chinese or English, and platforms are those of the query, else of the columns of operating systems and CPUs. Names are never guessed: what may be several things is listed with its candidates. At most 16 MB, 10,000 products, 8 platforms, 40,000 answers (with knownAt 200). Answered as the public sees the matrix, whoever asks; nothing of the file is kept.
         * @description Who: Anyone.
         */
        post: operations["checkList"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What you follow, acting for this organization.
         * @description Who: Anyone signed in.
         */
        get: operations["listSubscriptions"];
        put?: never;
        /**
         * Follow a product, a platform, or a list of cells and releases: you are told when the status of one, as everybody may see it, becomes another one, and so many days before a validity ends. The secret of a feed or webhook is shown once; to a mail address nothing is sent before its code came back.
         * @description Who: Anyone signed in.
         */
        post: operations["createSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscriptions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One subscription of yours, with what it follows.
         * @description Who: Anyone signed in.
         */
        get: operations["getSubscription"];
        put?: never;
        post?: never;
        /**
         * Follow it no longer. Its feed, notices and deliveries go with it.
         * @description Who: Anyone signed in.
         */
        delete: operations["deleteSubscription"];
        options?: never;
        head?: never;
        /**
         * Rename a subscription, or change how long before an end it tells. For another way of telling make another one.
         * @description Who: Anyone signed in.
         */
        patch: operations["updateSubscription"];
        trace?: never;
    };
    "/api/v1/feeds/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The Atom feed of a subscription. The secret in its address is all that it asks for.
         * @description Who: Anyone.
         */
        get: operations["getFeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscriptions/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Mails and webhook calls of a subscription, the newest first: which wait, arrived, or were given up.
         * @description Who: Anyone signed in.
         */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscriptions/{id}/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a subscription has told or is to tell, the newest first; kept for half a year.
         * @description Who: Anyone signed in.
         */
        get: operations["listNotices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscriptions/{id}/deliveries/{delivery}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send what arrived or was given up once more, under the same webhook-id.
         * @description Who: Anyone signed in.
         */
        post: operations["replayDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscriptions/{id}/verification-mail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mail a new code to an address that is not verified yet; the one before ends.
         * @description Who: Anyone signed in.
         */
        post: operations["sendVerification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscriptions/{id}/tests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have a test notice told, to see that it arrives. A feed has it at once.
         * @description Who: Anyone signed in.
         */
        post: operations["testSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscriptions/{id}/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring back the one-time code that was mailed to the address. Changes are told from here on.
         * @description Who: Anyone signed in.
         */
        post: operations["verifySubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matrix/bundle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything that the public may know of the matrix as one file, which answers without a network: shipei bundle. It states its revision, since when that is known and when it was written. One that was written shortly before may be sent again.
         * @description Who: Anyone.
         */
        get: operations["getBundle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Organizations, products, releases, OS releases, CPUs, platforms and certificates in whose names every word is found: Chinese, English, pinyin (qilin), initials (yhql), aliases, in any case and width. The best first; never one chosen of several. Each facet's counts leave its own filter out. Drafts are found by their own organization only.
         * @description Who: Anyone.
         */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        CatalogueDocument: {
            /** @description Name that refusals use */
            file: string;
            /** @description As the shipped files have it; not looked at */
            version?: string;
            vendors?: {
                [key: string]: unknown;
            }[];
            isas?: {
                [key: string]: unknown;
            }[];
            cpus?: {
                [key: string]: unknown;
            }[];
            operatingSystems?: {
                [key: string]: unknown;
            }[];
            categories?: {
                [key: string]: unknown;
            }[];
            regions?: {
                [key: string]: unknown;
            }[];
            schemes?: {
                [key: string]: unknown;
            }[];
            aliases?: {
                [key: string]: unknown;
            }[];
        };
        Membership: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            /** @enum {string} */
            role: "vendor" | "center-operator" | "reviewer" | "certifier" | "operator";
            /** @description Whether it manages the members of the organization */
            manages: boolean;
            /** @description Lower-case letters, digits and single separators . _ + - */
            organization: string;
            organizationName: string;
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            /** @enum {string} */
            code: "malformed-json" | "invalid-request" | "upload-truncated" | "unauthenticated" | "session-expired" | "wrong-credentials" | "identity-not-accepted" | "forbidden" | "session-required" | "conflict-of-interest" | "not-found" | "unknown-coordinate" | "method-not-allowed" | "already-exists" | "illegal-transition" | "stale-attempt" | "upload-offset-mismatch" | "enrolment-token-used" | "last-manager" | "request-in-progress" | "answer-lost" | "catalogue-moved" | "withdrawn-from-offer" | "import-moved" | "payload-too-large" | "unsupported-media-type" | "digest-mismatch" | "one-time-token-invalid" | "provider-sign-in-invalid" | "provider-refused" | "invalid-uscc" | "no-pool-serves" | "not-inheritable" | "no-artifact-for-platform" | "invalid-plan-parameters" | "unknown-artifact" | "idempotency-key-reused" | "evidence-missing" | "unreadable-sheet" | "rate-limited" | "internal" | "insufficient-storage" | "database-unavailable" | "matrix-loading" | "provider-unavailable";
            detail: string;
            instance?: string;
            requestId?: string;
            errors?: {
                path: string;
                code: string;
                message: string;
            }[];
            facts?: {
                [key: string]: unknown;
            };
        };
        Member: {
            /**
             * Format: uuid
             * @description Of the membership
             */
            id: string;
            username: string;
            displayName: string;
            /** @enum {string} */
            role: "vendor" | "center-operator" | "reviewer" | "certifier" | "operator";
            manages: boolean;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            createdAt: string;
        };
        ApiKey: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            name: string;
            prefix: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            createdAt: string;
            expiresAt: string | null;
            revokedAt: string | null;
            /** @description To within a minute */
            lastUsedAt: string | null;
            rotatedAt: string | null;
            /** @description Until when the secret before the last rotation works */
            previousUntil: string | null;
        };
        Organization: {
            /** @description Lower-case letters, digits and single separators . _ + - */
            slug: string;
            name: string;
            nameEn: string | null;
            uscc: string | null;
            kinds: ("vendor" | "center" | "reviewing-body" | "platform-operator")[];
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            createdAt: string;
        };
        Identity: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            provider: string;
            issuer: string;
            subject: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            linkedAt: string;
            lastUsedAt: string | null;
        };
        BegunSignIn: {
            authorizationUrl: string;
            /** @description Kept by who began, for the end; shown once */
            handle: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            expiresAt: string;
        };
        OrganizationApplication: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            /** @description Lower-case letters, digits and single separators . _ + - */
            slug: string;
            name: string;
            nameEn: string | null;
            uscc: string;
            kinds: ("vendor" | "center" | "reviewing-body")[];
            /** @enum {string} */
            role: "vendor" | "center-operator" | "reviewer" | "certifier";
            applicant: string;
            contact: string;
            /** @enum {string} */
            state: "pending" | "approved" | "rejected";
            reason: string | null;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            createdAt: string;
            decidedAt: string | null;
            /** @description Approved: until when the applicant comes in with the secret, see POST /invitations/account */
            joinUntil: string | null;
        };
        Invitation: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            /** @description Lower-case letters, digits and single separators . _ + - */
            organization: string;
            /** @enum {string} */
            role: "vendor" | "center-operator" | "reviewer" | "certifier" | "operator";
            manages: boolean;
            note: string | null;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            expiresAt: string;
            /** @enum {string} */
            state: "open" | "accepted" | "revoked" | "expired";
        };
        Product: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            /** @description Lower-case letters, digits and single separators . _ + - */
            vendor: string;
            /** @description Lower-case letters, digits and single separators . _ + - */
            product: string;
            name: string;
            nameEn: string | null;
            category: string;
            description: string | null;
            published: boolean;
            endOfLife: string | null;
            withdrawn: components["schemas"]["Withdrawal"] | null;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            createdAt: string;
        };
        Withdrawal: {
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            since: string;
            reason: string;
            /** @enum {string} */
            of: "release" | "product";
        };
        Release: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            /**
             * @description vendor/product@version
             * @example dameng/dm8@8.1.3
             */
            coordinate: string;
            version: string;
            line: string;
            ordinal: number;
            releasedOn: string | null;
            abiLevel: ("level1" | "level2" | "level3") | null;
            endOfLife: string | null;
            withdrawn: components["schemas"]["Withdrawal"] | null;
            published: boolean;
            builds: components["schemas"]["BuildSummary"][];
            artifacts: components["schemas"]["ReleaseArtifact"][];
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            createdAt: string;
        };
        BuildSummary: {
            build: string;
            builtOn: string | null;
            files: number;
            bytes: number;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            registeredAt: string;
        };
        ReleaseArtifact: {
            /**
             * @description SHA-256, lower-case hexadecimal
             * @example e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
             */
            sha256: string;
            sm3: string;
            size: number;
            fileName: string;
            isa: string | null;
            /** @enum {string} */
            role: "package" | "data" | "signature" | "documentation";
        };
        Build: {
            build: string;
            builtOn: string | null;
            files: number;
            bytes: number;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            registeredAt: string;
            /**
             * @description vendor/product@version
             * @example dameng/dm8@8.1.3
             */
            release: string;
            artifacts: components["schemas"]["ReleaseArtifact"][];
        };
        Upload: {
            /**
             * @description SHA-256, lower-case hexadecimal
             * @example e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
             */
            sha256: string;
            sm3: string;
            size: number;
        };
        ReleaseStatement: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            /**
             * @description vendor/product@version
             * @example dameng/dm8@8.1.3
             */
            release: string;
            /** @enum {string} */
            kind: "fixes-only" | "rebrand-offered" | "rebrand-consented" | "rebrand-forbidden" | "rebrand-allowed" | "hardware" | "kernel-module" | "abi-level" | "end-of-life" | "withdrawn-from-offer" | "withdrawn";
            otherRelease: string | null;
            withdraws: string | null;
            withdrawnBy: string | null;
            value: {
                text?: string;
                document?: string | null;
                board?: {
                    /**
                     * @description four lower-case hexadecimal digits
                     * @example 19e5
                     */
                    pciVendor: string;
                    /**
                     * @description four lower-case hexadecimal digits
                     * @example 19e5
                     */
                    pciDevice: string;
                    /**
                     * @description four lower-case hexadecimal digits
                     * @example 19e5
                     */
                    pciSubvendor: string;
                } | null;
                machine?: {
                    mainboard: string;
                    cpuGeneration: string;
                    topology: string;
                } | null;
                kernelModule?: boolean;
                abiLevel?: ("level1" | "level2" | "level3") | null;
                endOfLife?: string | null;
                reason?: string;
            };
            /** @description Lower-case letters, digits and single separators . _ + - */
            statedBy: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            statedAt: string;
            revision: number;
        };
        ProductStatement: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            /**
             * @description vendor/product
             * @example dameng/dm8
             */
            product: string;
            /** @enum {string} */
            kind: "end-of-life" | "withdrawn-from-offer" | "withdrawn";
            withdraws: string | null;
            withdrawnBy: string | null;
            value: {
                endOfLife?: string | null;
                reason?: string;
            };
            /** @description Lower-case letters, digits and single separators . _ + - */
            statedBy: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            statedAt: string;
            revision: number;
        };
        Import: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            /** @description null: each row says so itself */
            kind: ("organizations" | "products" | "releases" | "declarations") | null;
            /**
             * @description received: the dry run is being done · checked: look at it, then apply · failed: the file can not be read, see problem · confirmed: is being applied · undoing · undone · discarded: one of many dry runs that nobody confirmed
             * @enum {string}
             */
            state: "received" | "checked" | "failed" | "confirmed" | "applied" | "undoing" | "undone" | "discarded";
            /** @description Lower-case letters, digits and single separators . _ + - */
            organization: string;
            /** @description Whose the rows are that do not say so */
            behalf: string | null;
            source: string | null;
            fileName: string;
            /**
             * @description SHA-256, lower-case hexadecimal
             * @example e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
             */
            fileSha256: string;
            fileBytes: number;
            format: string;
            /** @description Of a CSV file: as it was read */
            encoding: string | null;
            /** @description Sheets and headers that were not read; the first 100 */
            ignored: string[];
            rowsRead: number;
            /** @description Of the step that is under way */
            rowsDone: number;
            counts: {
                [key: string]: number;
            };
            /** @description Of what was decided about every row: what applying it names */
            digest: string | null;
            acceptedOnly: boolean;
            problem: {
                code: string;
                detail: string;
                errors?: {
                    path: string;
                    code: string;
                    message: string;
                }[];
            } | null;
            undoReason: string | null;
            undoProblems: {
                number: number;
                code: string;
                message: string;
            }[];
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            createdAt: string;
            checkedAt: string | null;
            appliedAt: string | null;
            undoneAt: string | null;
        };
        ImportRow: {
            /** @description Place among the rows that were read, from 1 */
            number: number;
            kind: ("organizations" | "products" | "releases" | "declarations") | null;
            sheet: string;
            /** @description As the spreadsheet numbers it */
            row: number;
            /** @enum {string} */
            action: "create" | "change" | "unchanged" | "refused" | "skipped" | "pending";
            /** @description Coordinate or slug of what it is about */
            key: string | null;
            values: {
                [key: string]: string;
            } | null;
            changes: {
                field: string;
                from: string | null;
                to: string | null;
            }[];
            problems: {
                column: string | null;
                field: string | null;
                code: string;
                message: string;
                nearest?: string[];
            }[];
            subjectType: string | null;
            /** @description What it created or changed */
            subjectId: string | null;
        };
        CpuModel: {
            /**
             * @description vendor/model
             * @example hisilicon/kunpeng-920
             */
            coordinate: string;
            name: string;
            nameEn: string | null;
            /** @description Lower-case letters, digits and single separators . _ + - */
            vendor: string;
            generation: string | null;
            isa: string;
            abiWorld: string | null;
            ambiguous: boolean;
            identification: components["schemas"]["CpuIdentification"] | null;
            /** @enum {string} */
            origin: "catalogue" | "discovered";
            provenance: components["schemas"]["Provenance"];
        };
        CpuIdentification: {
            vendorIds: string[];
            implementer: string | null;
            part: string | null;
            modelNamePatterns: string[];
        };
        Provenance: {
            source: string;
            date: string;
            /** @enum {string} */
            confidence: "verified" | "published" | "background";
        };
        OsRelease: {
            /**
             * @description vendor/os@release
             * @example kylinsoft/kylin-server@v10-sp3
             */
            coordinate: string;
            name: string;
            nameEn: string | null;
            /** @description Lower-case letters, digits and single separators . _ + - */
            vendor: string;
            edition: string;
            servicePack: string | null;
            kernel: string | null;
            libc: string | null;
            pageSizes: {
                [key: string]: number;
            };
            kernelAbi: {
                [key: string]: string;
            };
            packageFormat: string | null;
            base: string | null;
            isas: string[];
            line: string;
            ordinal: number;
            endOfLife: string | null;
            identification: components["schemas"]["OsIdentification"] | null;
            /** @enum {string} */
            origin: "catalogue" | "discovered";
            provenance: components["schemas"]["Provenance"];
        };
        OsIdentification: {
            id: string;
            versionId: string | null;
            patterns: {
                [key: string]: string;
            };
            files?: {
                /** @enum {string} */
                tells: "edition" | "service-pack";
                /** @enum {string} */
                file: "/etc/os-version" | "/etc/issue" | "/etc/.productinfo" | "/etc/kylin-release";
                reads: string;
                is: string;
                optional?: boolean;
            }[];
        };
        Platform: {
            /**
             * @description vendor/os@release
             * @example kylinsoft/kylin-server@v10-sp3
             */
            os: string;
            osName: string;
            /**
             * @description vendor/model
             * @example hisilicon/kunpeng-920
             */
            cpu: string;
            cpuName: string;
            isa: string;
            /** @enum {string} */
            origin: "catalogue" | "discovered";
            pools: number;
            emulatedPools: number;
            liveHosts: number;
        };
        CatalogueDiff: {
            /** @description Version of the catalogue that the documents were compared with */
            base: number;
            /**
             * @description Names this difference: what the confirming call sends
             * @example e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
             */
            digest: string;
            /** @description That was made; null: only looked at, nothing stored */
            version: number | null;
            /** @description Of the matrix, from which on it holds; null where it changes nothing that answers rest on */
            revision: number | null;
            changes: {
                /** @enum {string} */
                kind: "vendors" | "isas" | "cpus" | "operatingSystems" | "categories" | "regions" | "schemes" | "aliases";
                key: string;
                /**
                 * @description kept: says what is in force where the shipped files say something else, and settles that
                 * @enum {string}
                 */
                action: "added" | "changed" | "kept";
                fields: {
                    field: string;
                    from: unknown;
                    to: unknown;
                }[];
            }[];
            unchanged: number;
            touches: {
                /** @description Existing ones with a changed OS release or CPU model */
                platforms: number;
                /** @description With those that rules may carry results to or from; their answers may change */
                reachedPlatforms: number;
                newPlatforms: number;
            };
        };
        CatalogueVersion: {
            version: number;
            /** @enum {string} */
            origin: "shipped" | "operator";
            /**
             * @description SHA-256, lower-case hexadecimal
             * @example e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
             */
            digest: string;
            reason: string;
            /** @description Of the matrix, from which on it holds; null where it changes nothing that answers rest on */
            revision: number | null;
            person: string | null;
            organization: string | null;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            appliedAt: string;
            added: number;
            changed: number;
        };
        CatalogueVersionDetail: {
            version: number;
            /** @enum {string} */
            origin: "shipped" | "operator";
            /**
             * @description SHA-256, lower-case hexadecimal
             * @example e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
             */
            digest: string;
            reason: string;
            /** @description Of the matrix, from which on it holds; null where it changes nothing that answers rest on */
            revision: number | null;
            person: string | null;
            organization: string | null;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            appliedAt: string;
            added: number;
            changed: number;
            changes: {
                /** @enum {string} */
                kind: "vendors" | "isas" | "cpus" | "operatingSystems" | "categories" | "regions" | "schemes" | "aliases";
                key: string;
                /**
                 * @description kept: says what is in force where the shipped files say something else, and settles that
                 * @enum {string}
                 */
                action: "added" | "changed" | "kept";
                fields: {
                    field: string;
                    from: unknown;
                    to: unknown;
                }[];
            }[];
        };
        Job: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            /**
             * Format: uuid
             * @description UUIDv7
             */
            requestId: string;
            /**
             * @description vendor/product@version
             * @example dameng/dm8@8.1.3
             */
            release: string;
            /**
             * @description vendor/os@release
             * @example kylinsoft/kylin-server@v10-sp3
             */
            os: string;
            /**
             * @description vendor/model
             * @example hisilicon/kunpeng-920
             */
            cpu: string;
            testPlan: string;
            scheme: string;
            /** @enum {string} */
            state: "awaiting-plan-approval" | "queued" | "running" | "results-in" | "technical-review" | "certification-review" | "partner-confirmation" | "issuing" | "certified" | "incompatible" | "emulated" | "blocked" | "rejected" | "cancelled" | "void";
            /** @enum {string} */
            priority: "national" | "normal" | "background";
            center: string | null;
            pool: string | null;
            emulated: boolean;
            waiting: components["schemas"]["WaitingReason"] | null;
            position: number | null;
            expectedStart: {
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                earliest: string;
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                latest: string;
            } | null;
            reason: string | null;
            certificate: string | null;
            attempts: components["schemas"]["Attempt"][];
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            updatedAt: string;
        };
        WaitingReason: {
            /** @enum {string} */
            code: "starting" | "pool-offline" | "no-host-yet" | "hosts-busy" | "vendor-cap" | "plan-approval" | "no-pool";
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            since: string;
            text: string;
            textEn: string;
        };
        Attempt: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            number: number;
            /** @enum {string} */
            state: "leased" | "running" | "suspect" | "completed" | "lost" | "cancelled";
            outcome: ("passed" | "failed" | "blocked" | "infra-error" | "lost" | "cancelled") | null;
            emulated: boolean;
            host: string;
            hostFacts: {
                [key: string]: unknown;
            };
            isolation: string | null;
            currentCase: string | null;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            startedAt: string;
            endedAt: string | null;
            results: components["schemas"]["CaseResult"][];
            evidence: components["schemas"]["Evidence"][];
        };
        CaseResult: {
            caseId: string;
            /** @enum {string} */
            kind: "install" | "uninstall" | "start-stop" | "function" | "kill-restart" | "performance" | "long-run" | "security" | "dependency";
            name: string;
            nameEn: string;
            required: boolean;
            /** @enum {string} */
            verdict: "passed" | "failed" | "blocked" | "skipped" | "infra-error";
            durationMs: number;
            message: string | null;
        };
        Evidence: {
            name: string;
            size: number;
            /**
             * @description SHA-256, lower-case hexadecimal
             * @example e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
             */
            sha256: string;
            sm3: string;
            mediaType: string;
        };
        AdaptationRequest: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            /**
             * @description vendor/product@version
             * @example dameng/dm8@8.1.3
             */
            release: string;
            build: string;
            testPlan: string;
            scheme: string;
            /** @enum {string} */
            priority: "national" | "normal" | "background";
            /** @enum {string} */
            state: "submitted" | "in-progress" | "closed" | "withdrawn";
            /** @description Lower-case letters, digits and single separators . _ + - */
            vendor: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            createdAt: string;
            jobs: components["schemas"]["JobSummary"][];
        };
        JobSummary: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            /**
             * Format: uuid
             * @description UUIDv7
             */
            requestId: string;
            /**
             * @description vendor/product@version
             * @example dameng/dm8@8.1.3
             */
            release: string;
            /**
             * @description vendor/os@release
             * @example kylinsoft/kylin-server@v10-sp3
             */
            os: string;
            /**
             * @description vendor/model
             * @example hisilicon/kunpeng-920
             */
            cpu: string;
            testPlan: string;
            scheme: string;
            /** @enum {string} */
            state: "awaiting-plan-approval" | "queued" | "running" | "results-in" | "technical-review" | "certification-review" | "partner-confirmation" | "issuing" | "certified" | "incompatible" | "emulated" | "blocked" | "rejected" | "cancelled" | "void";
            /** @enum {string} */
            priority: "national" | "normal" | "background";
            center: string | null;
            pool: string | null;
            emulated: boolean;
            waiting: components["schemas"]["WaitingReason"] | null;
            position: number | null;
            expectedStart: {
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                earliest: string;
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                latest: string;
            } | null;
            reason: string | null;
            certificate: string | null;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            updatedAt: string;
        };
        RequestEstimate: {
            /** @description Whether it would be accepted: all targets or none */
            accepted: boolean;
            /**
             * @description vendor/product@version
             * @example dameng/dm8@8.1.3
             */
            release: string;
            /** @description Lower-case letters, digits and single separators . _ + - */
            testPlan: string;
            testPlanVersion: number;
            targets: {
                /**
                 * @description vendor/os@release
                 * @example kylinsoft/kylin-server@v10-sp3
                 */
                os: string;
                /**
                 * @description vendor/model
                 * @example hisilicon/kunpeng-920
                 */
                cpu: string;
                accepted: boolean;
                /** @description As submission would answer */
                refusal: components["schemas"]["Problem"] | null;
                /** @description Pools that could serve it */
                servedBy: number;
                /** @description The first 10; the job would go to the first */
                pools: components["schemas"]["PoolEstimate"][];
            }[];
            total: {
                jobs: number;
                /** @description Of the first job */
                expectedStart: {
                    /**
                     * Format: date-time
                     * @description RFC 3339, UTC
                     */
                    earliest: string;
                    /**
                     * Format: date-time
                     * @description RFC 3339, UTC
                     */
                    latest: string;
                } | null;
                /** @description Of the last job whose end can be told */
                expectedEnd: {
                    /**
                     * Format: date-time
                     * @description RFC 3339, UTC
                     */
                    earliest: string;
                    /**
                     * Format: date-time
                     * @description RFC 3339, UTC
                     */
                    latest: string;
                } | null;
                /** @description Jobs whose start nobody can tell */
                unscheduled: number;
                hostSeconds: components["schemas"]["Range"];
                /** @description Fen, of the jobs whose price is known */
                cost: components["schemas"]["Range"];
                /** @constant */
                currency: "CNY";
                pricedJobs: number;
                freeJobs: number;
                /** @description Not in the sum: without a pool, or nothing is said */
                unpricedJobs: number;
            };
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            estimatedAt: string;
        };
        PoolEstimate: {
            /** @description Lower-case letters, digits and single separators . _ + - */
            center: string;
            /** @description Lower-case letters, digits and single separators . _ + - */
            pool: string;
            emulated: boolean;
            hosts: number;
            liveHosts: number;
            freeHosts: number;
            /** @description Jobs that would wait before it, those of this request that would go there among them */
            waitingBefore: number;
            waiting: components["schemas"]["ExpectedWait"];
            /** @description Null where no live host is there to start it */
            expectedStart: {
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                earliest: string;
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                latest: string;
            } | null;
            expectedEnd: {
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                earliest: string;
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                latest: string;
            } | null;
            waitBasis: components["schemas"]["PaceBasis"];
            /** @description One attempt of this plan */
            hostSeconds: components["schemas"]["Range"];
            hostSecondsBasis: components["schemas"]["PaceBasis"];
            /** @description In force when the job would start at the earliest */
            price: {
                /** @enum {string} */
                state: "priced" | "free" | "unsaid";
                fenPerHostHour: number | null;
                since: string | null;
            };
            /** @description Fen. Null where nothing is said of the price */
            cost: components["schemas"]["Range"] | null;
        };
        ExpectedWait: {
            /** @enum {string} */
            code: "starting" | "pool-offline" | "no-host-yet" | "hosts-busy" | "vendor-cap" | "plan-approval" | "no-pool";
            text: string;
            textEn: string;
        };
        PaceBasis: {
            /**
             * @description pool: measured there. similar-pools: measured in pools with the same CPU model and executor. plan-limits: never measured; from nothing to the time limit of the plan.
             * @enum {string}
             */
            basis: "pool" | "similar-pools" | "plan-limits";
            /** @description Attempts that were measured */
            samples: number;
        };
        Range: {
            least: number;
            most: number;
        };
        Center: {
            /** @description Lower-case letters, digits and single separators . _ + - */
            code: string;
            name: string;
            nameEn: string | null;
            /** @description Lower-case letters, digits and single separators . _ + - */
            organization: string;
            region: string;
            schemes: string[];
        };
        Pool: {
            /** @description Lower-case letters, digits and single separators . _ + - */
            center: string;
            /** @description Lower-case letters, digits and single separators . _ + - */
            slug: string;
            /**
             * @description vendor/model
             * @example hisilicon/kunpeng-920
             */
            cpu: string;
            operatingSystems: string[];
            /** @enum {string} */
            executor: "local" | "emulated";
            features: string[];
            hosts: number;
            liveHosts: number;
            queued: number;
            running: number;
        };
        AgentSummary: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            /** @description Lower-case letters, digits and single separators . _ + - */
            center: string;
            name: string;
            version: string | null;
            pools: string[];
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            enrolledAt: string;
            lastSeenAt: string | null;
            revokedAt: string | null;
        };
        Host: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            /** @description Lower-case letters, digits and single separators . _ + - */
            center: string;
            /** @description Lower-case letters, digits and single separators . _ + - */
            pool: string;
            name: string;
            /** @enum {string} */
            state: "ready" | "draining" | "quarantined";
            live: boolean;
            busy: boolean;
            tainted: boolean;
            agentVersion: string;
            lastSeenAt: string | null;
            facts: {
                [key: string]: unknown;
            };
        };
        PoolPrice: {
            /** @description Lower-case letters, digits and single separators . _ + - */
            center: string;
            /** @description Lower-case letters, digits and single separators . _ + - */
            pool: string;
            /** @enum {string} */
            state: "priced" | "free" | "unsaid";
            /** @description Integer fen; 0 is free of charge */
            fenPerHostHour: number | null;
            /** @constant */
            currency: "CNY";
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            validFrom: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            setAt: string;
        };
        Assignment: {
            attempt: {
                /**
                 * Format: uuid
                 * @description UUIDv7
                 */
                id: string;
                number: number;
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                leaseEndsAt: string;
            };
            /**
             * Format: uuid
             * @description UUIDv7
             */
            hostId: string;
            job: {
                /**
                 * Format: uuid
                 * @description UUIDv7
                 */
                id: string;
                /**
                 * @description vendor/product@version
                 * @example dameng/dm8@8.1.3
                 */
                release: string;
                /**
                 * @description vendor/os@release
                 * @example kylinsoft/kylin-server@v10-sp3
                 */
                os: string;
                /**
                 * @description vendor/model
                 * @example hisilicon/kunpeng-920
                 */
                cpu: string;
                isa: string;
            };
            plan: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                slug: string;
                version: number;
                network: boolean;
                limits: {
                    wallSeconds: number;
                    scratchBytes: number;
                    outputBytes: number;
                    processes: number;
                    memoryBytes: number;
                };
                cases: {
                    id: string;
                    /** @enum {string} */
                    kind: "install" | "uninstall" | "start-stop" | "function" | "kill-restart" | "performance" | "long-run" | "security" | "dependency";
                    name: string;
                    nameEn: string;
                    required: boolean;
                    steps: ({
                        /** @constant */
                        do: "unpack";
                        into: string;
                    } | {
                        /** @constant */
                        do: "run";
                        argv: string[];
                        stdin?: string;
                        timeoutSeconds: number;
                        expect: {
                            exitCode: number;
                            stdout?: string;
                        };
                    } | {
                        /** @constant */
                        do: "start";
                        process: string;
                        argv: string[];
                        readyOn?: string;
                        timeoutSeconds: number;
                    } | {
                        /** @constant */
                        do: "kill";
                        process: string;
                        /** @enum {string} */
                        signal: "SIGKILL" | "SIGTERM";
                        timeoutSeconds: number;
                    } | {
                        /** @constant */
                        do: "remove";
                        path: string;
                    } | {
                        /** @constant */
                        do: "no-processes";
                    })[];
                }[];
            };
            artifacts: {
                /**
                 * @description SHA-256, lower-case hexadecimal
                 * @example e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                 */
                sha256: string;
                size: number;
                fileName: string;
                /**
                 * @default package
                 * @enum {string}
                 */
                role: "package" | "data" | "signature" | "documentation";
            }[];
            /** @enum {string} */
            executor: "local" | "emulated";
        };
        AgentPool: {
            /** @description Lower-case letters, digits and single separators . _ + - */
            slug: string;
            /**
             * @description vendor/model
             * @example hisilicon/kunpeng-920
             */
            cpu: string;
            isa: string;
            operatingSystems: string[];
            /** @enum {string} */
            executor: "local" | "emulated";
        };
        DispatchTiming: {
            pollSeconds: number;
            heartbeatSeconds: number;
            leaseSeconds: number;
            confirmSeconds: number;
            graceSeconds: number;
            cancelSeconds: number;
        };
        CellAnswer: {
            /**
             * @description vendor/product@version
             * @example dameng/dm8@8.1.3
             */
            release: string;
            /**
             * @description vendor/product@version
             * @example dameng/dm8@8.1.3
             */
            with?: string;
            /**
             * @description vendor/os@release
             * @example kylinsoft/kylin-server@v10-sp3
             */
            os: string;
            /**
             * @description vendor/model
             * @example hisilicon/kunpeng-920
             */
            cpu: string;
            /** @enum {string} */
            status: "certified" | "inherited" | "expected" | "declared" | "incompatible" | "conflicting" | "lapsed" | "suspended" | "revoked" | "unknown";
            scheme: string | null;
            certificate: string | null;
            validUntil: string | null;
            endsBecause: string | null;
            findings: string[];
            path: {
                rule: string;
                from: {
                    /**
                     * @description vendor/product@version
                     * @example dameng/dm8@8.1.3
                     */
                    release?: string;
                    /**
                     * @description vendor/os@release
                     * @example kylinsoft/kylin-server@v10-sp3
                     */
                    os?: string;
                    /**
                     * @description vendor/model
                     * @example hisilicon/kunpeng-920
                     */
                    cpu?: string;
                };
                finding: string;
                certificate: string | null;
            }[];
            declaredBy: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                organization: string;
                /** @enum {string} */
                as: "vendor" | "os-vendor" | "cpu-vendor" | "third-party";
            }[];
            unknownBecause: {
                code: string;
                rule: string | null;
                nearest: {
                    /**
                     * @description vendor/product@version
                     * @example dameng/dm8@8.1.3
                     */
                    release?: string;
                    /**
                     * @description vendor/os@release
                     * @example kylinsoft/kylin-server@v10-sp3
                     */
                    os: string;
                    /**
                     * @description vendor/model
                     * @example hisilicon/kunpeng-920
                     */
                    cpu: string;
                } | null;
            } | null;
            policy: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            validAt: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            knownAt: string;
            revision: number;
            explanation: {
                zh: string[];
                en: string[];
            };
        };
        RowRefusal: {
            error: {
                /** @enum {string} */
                code: "invalid-request" | "malformed-json" | "unknown-coordinate";
                path: string;
                message: string;
                nearest: string[];
            };
        };
        Review: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            jobId: string | null;
            inheritanceId: string | null;
            certificate: string | null;
            /** @enum {string} */
            kind: "technical" | "certification" | "partner" | "suspension";
            /** @enum {string} */
            state: "open" | "approved" | "rejected" | "withdrawn";
            /**
             * @description vendor/product@version
             * @example dameng/dm8@8.1.3
             */
            release: string;
            /**
             * @description vendor/os@release
             * @example kylinsoft/kylin-server@v10-sp3
             */
            os: string;
            /**
             * @description vendor/model
             * @example hisilicon/kunpeng-920
             */
            cpu: string;
            scheme: string;
            outcome: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            openedAt: string;
            decidedAt: string | null;
            reason: string | null;
        };
        Certificate: {
            number: string;
            /** @enum {string} */
            state: "valid" | "lapsed" | "suspended" | "revoked";
            withdrawn: components["schemas"]["Withdrawal"] | null;
            /**
             * @description vendor/product@version
             * @example dameng/dm8@8.1.3
             */
            release: string;
            productName: string;
            platforms: {
                /**
                 * @description vendor/os@release
                 * @example kylinsoft/kylin-server@v10-sp3
                 */
                os: string;
                osName: string;
                /**
                 * @description vendor/model
                 * @example hisilicon/kunpeng-920
                 */
                cpu: string;
                cpuName: string;
            }[];
            scheme: string;
            issuingBody: string;
            testingBody: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            issuedAt: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            validFrom: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            validUntil: string;
            policy: string;
            testPlan: string;
            artifacts: {
                /**
                 * @description SHA-256, lower-case hexadecimal
                 * @example e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                 */
                sha256: string;
                sm3: string;
                fileName: string;
            }[];
            evidence: {
                name: string;
                /**
                 * @description SHA-256, lower-case hexadecimal
                 * @example e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                 */
                sha256: string;
            }[];
            inheritedFrom: {
                certificate: string;
                finding: string;
                path: {
                    rule: string;
                    from: {
                        /**
                         * @description vendor/product@version
                         * @example dameng/dm8@8.1.3
                         */
                        release?: string;
                        /**
                         * @description vendor/os@release
                         * @example kylinsoft/kylin-server@v10-sp3
                         */
                        os?: string;
                        /**
                         * @description vendor/model
                         * @example hisilicon/kunpeng-920
                         */
                        cpu?: string;
                    };
                }[];
            } | null;
        };
        Inheritance: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            /**
             * @description vendor/product@version
             * @example dameng/dm8@8.1.3
             */
            release: string;
            /**
             * @description vendor/os@release
             * @example kylinsoft/kylin-server@v10-sp3
             */
            os: string;
            /**
             * @description vendor/model
             * @example hisilicon/kunpeng-920
             */
            cpu: string;
            /** @enum {string} */
            state: "technical-review" | "certification-review" | "partner-confirmation" | "issued" | "rejected" | "withdrawn";
            scheme: string;
            policy: string;
            path: {
                rule: string;
                from: {
                    /**
                     * @description vendor/product@version
                     * @example dameng/dm8@8.1.3
                     */
                    release?: string;
                    /**
                     * @description vendor/os@release
                     * @example kylinsoft/kylin-server@v10-sp3
                     */
                    os?: string;
                    /**
                     * @description vendor/model
                     * @example hisilicon/kunpeng-920
                     */
                    cpu?: string;
                };
            }[];
            source: string;
            sourceCertificate: string;
            statement: string | null;
            reason: string | null;
            proposedBy: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            proposedAt: string;
            certificate: string | null;
        };
        Finding: {
            /**
             * @description F- and the number of the finding
             * @example F-00000042
             */
            id: string;
            /** @enum {string} */
            kind: "direct" | "inherited" | "declaration" | "revocation" | "suspension" | "reinstatement" | "publication";
            /** @description Lower-case letters, digits and single separators . _ + - */
            organization: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            validFrom: string;
            validUntil: string | null;
            reason: string | null;
            revision: number;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            recordedAt: string;
            verdict: ("pass" | "fail") | null;
            /**
             * @description vendor/product@version
             * @example dameng/dm8@8.1.3
             */
            release: string;
            with: string | null;
            /**
             * @description vendor/os@release
             * @example kylinsoft/kylin-server@v10-sp3
             */
            os: string;
            /**
             * @description vendor/model
             * @example hisilicon/kunpeng-920
             */
            cpu: string;
            scheme: string | null;
            testedAt: string | null;
            public: boolean;
            as: ("vendor" | "os-vendor" | "cpu-vendor" | "third-party") | null;
            certificate: string | null;
            rule: string | null;
            policy: string | null;
            about: string | null;
            acts: {
                /**
                 * @description F- and the number of the finding
                 * @example F-00000042
                 */
                id: string;
                /** @enum {string} */
                kind: "direct" | "inherited" | "declaration" | "revocation" | "suspension" | "reinstatement" | "publication";
                /** @description Lower-case letters, digits and single separators . _ + - */
                organization: string;
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                validFrom: string;
                validUntil: string | null;
                reason: string | null;
                revision: number;
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                recordedAt: string;
            }[];
        };
        InferencePolicy: {
            /**
             * @description year and count within it
             * @example 2026.2
             */
            version: string;
            name: string;
            nameEn: string;
            note?: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            effectiveFrom: string;
            provenance: components["schemas"]["Provenance"];
            rules: {
                [key: string]: {
                    [key: string]: boolean | number | null | string | string[] | {
                        [key: string]: string | number;
                    };
                };
            };
            inForce: boolean;
            activations: {
                revision: number;
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                activatedAt: string;
                diff: {
                    /**
                     * Format: uuid
                     * @description UUIDv7
                     */
                    id: string;
                    /**
                     * @description year and count within it
                     * @example 2026.2
                     */
                    against: string;
                    revision: number;
                    changed: number;
                } | null;
            }[];
            activationRequestedAt: string | null;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            storedAt: string;
        };
        PolicyDiff: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            /**
             * @description year and count within it
             * @example 2026.2
             */
            policy: string;
            /**
             * @description the policy in force
             * @example 2026.2
             */
            against: string;
            /** @constant */
            audience: "public";
            revision: number;
            /** @description later than revision where findings came meanwhile; they count on both sides */
            endRevision: number;
            compared: number;
            changed: number;
            statusChanged: number;
            counts: {
                from: {
                    /** @enum {string} */
                    status: "certified" | "inherited" | "expected" | "declared" | "incompatible" | "conflicting" | "lapsed" | "suspended" | "revoked" | "unknown";
                    /** @description Of the path; of unknown, the rule that refused the nearest source */
                    rules: string[];
                    reason: string | null;
                };
                to: {
                    /** @enum {string} */
                    status: "certified" | "inherited" | "expected" | "declared" | "incompatible" | "conflicting" | "lapsed" | "suspended" | "revoked" | "unknown";
                    /** @description Of the path; of unknown, the rule that refused the nearest source */
                    rules: string[];
                    reason: string | null;
                };
                cells: number;
            }[];
            items: {
                /**
                 * @description vendor/product@version
                 * @example dameng/dm8@8.1.3
                 */
                release: string;
                /**
                 * @description vendor/os@release
                 * @example kylinsoft/kylin-server@v10-sp3
                 */
                os: string;
                /**
                 * @description vendor/model
                 * @example hisilicon/kunpeng-920
                 */
                cpu: string;
                from: {
                    /** @enum {string} */
                    status: "certified" | "inherited" | "expected" | "declared" | "incompatible" | "conflicting" | "lapsed" | "suspended" | "revoked" | "unknown";
                    certificate: string | null;
                    findings: string[];
                    path: {
                        rule: string;
                        from: {
                            /**
                             * @description vendor/product@version
                             * @example dameng/dm8@8.1.3
                             */
                            release?: string;
                            /**
                             * @description vendor/os@release
                             * @example kylinsoft/kylin-server@v10-sp3
                             */
                            os?: string;
                            /**
                             * @description vendor/model
                             * @example hisilicon/kunpeng-920
                             */
                            cpu?: string;
                        };
                        finding: string;
                        certificate: string | null;
                    }[];
                    validUntil: string | null;
                    endsBecause: string | null;
                    reason: string | null;
                };
                to: {
                    /** @enum {string} */
                    status: "certified" | "inherited" | "expected" | "declared" | "incompatible" | "conflicting" | "lapsed" | "suspended" | "revoked" | "unknown";
                    certificate: string | null;
                    findings: string[];
                    path: {
                        rule: string;
                        from: {
                            /**
                             * @description vendor/product@version
                             * @example dameng/dm8@8.1.3
                             */
                            release?: string;
                            /**
                             * @description vendor/os@release
                             * @example kylinsoft/kylin-server@v10-sp3
                             */
                            os?: string;
                            /**
                             * @description vendor/model
                             * @example hisilicon/kunpeng-920
                             */
                            cpu?: string;
                        };
                        finding: string;
                        certificate: string | null;
                    }[];
                    validUntil: string | null;
                    endsBecause: string | null;
                    reason: string | null;
                };
            }[];
        };
        AuditEvent: {
            id: number;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            at: string;
            action: string;
            subjectType: string;
            subjectId: string;
            organization: string | null;
            person: string | null;
            agent: string | null;
            details: {
                [key: string]: unknown;
            };
            requestId: string | null;
        };
        DeadLetter: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            queue: string;
            payload: unknown;
            error: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            createdAt: string;
            resolvedAt: string | null;
        };
        CellSearch: {
            items: {
                /**
                 * @description vendor/product@version
                 * @example dameng/dm8@8.1.3
                 */
                release: string;
                /**
                 * @description vendor/os@release
                 * @example kylinsoft/kylin-server@v10-sp3
                 */
                os: string;
                /**
                 * @description vendor/model
                 * @example hisilicon/kunpeng-920
                 */
                cpu: string;
                /** @enum {string} */
                status: "certified" | "inherited" | "expected" | "declared" | "incompatible" | "conflicting" | "lapsed" | "suspended" | "revoked" | "unknown";
            }[];
            counts: {
                status: {
                    [key: string]: number;
                };
                category: {
                    [key: string]: number;
                };
                /** @description The 50 with the most */
                vendor: {
                    [key: string]: number;
                };
                os: {
                    [key: string]: number;
                };
                cpu: {
                    [key: string]: number;
                };
            };
            total: number;
            revision: number;
            nextCursor: string | null;
        };
        SolutionAnswer: {
            /** @description Lower-case letters, digits and single separators . _ + - */
            organization: string;
            /** @description Lower-case letters, digits and single separators . _ + - */
            solution: string;
            /**
             * @description vendor/os@release
             * @example kylinsoft/kylin-server@v10-sp3
             */
            os: string;
            /**
             * @description vendor/model
             * @example hisilicon/kunpeng-920
             */
            cpu: string;
            /** @enum {string} */
            status: "certified" | "inherited" | "expected" | "declared" | "incompatible" | "conflicting" | "lapsed" | "suspended" | "revoked" | "unknown";
            /** @description Composed of its edges; false where the whole was tested */
            composed: boolean;
            /** @description Names of the required edges that make it no better; of unknown the missing ones */
            weakest: string[];
            scheme: string | null;
            validUntil: string | null;
            endsBecause: string | null;
            /** @description Name of the edge that ends first */
            endsWith: string | null;
            edges: {
                /**
                 * @description The release, or both: `a/b@1 + c/d@2`
                 * @example dameng/dm8@8.1.3 + tongtech/tongweb@7.0
                 */
                name: string;
                required: boolean;
                answer: components["schemas"]["CellAnswer"];
            }[];
            policy: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            validAt: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            knownAt: string;
            revision: number;
            explanation: {
                zh: string[];
                en: string[];
            };
        };
        Solution: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            /** @description Lower-case letters, digits and single separators . _ + - */
            organization: string;
            /** @description Lower-case letters, digits and single separators . _ + - */
            solution: string;
            name: string;
            nameEn: string | null;
            description: string | null;
            published: boolean;
            releases: {
                /**
                 * @description vendor/product@version
                 * @example dameng/dm8@8.1.3
                 */
                release: string;
                required: boolean;
            }[];
            edges: {
                /**
                 * @description vendor/product@version
                 * @example dameng/dm8@8.1.3
                 */
                release: string;
                /**
                 * @description vendor/product@version
                 * @example dameng/dm8@8.1.3
                 */
                with: string;
                required: boolean;
            }[];
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            createdAt: string;
        };
        ComposedPlatform: {
            /**
             * @description vendor/os@release
             * @example kylinsoft/kylin-server@v10-sp3
             */
            os: string;
            /**
             * @description vendor/model
             * @example hisilicon/kunpeng-920
             */
            cpu: string;
            /** @enum {string} */
            status: "certified" | "inherited" | "expected" | "declared" | "incompatible" | "conflicting" | "lapsed" | "suspended" | "revoked" | "unknown";
            /** @description Composed of its edges; false where the whole was tested */
            composed: boolean;
            /** @description Names of the required edges that make it no better; of unknown the missing ones */
            weakest: string[];
            scheme: string | null;
            validUntil: string | null;
            endsBecause: string | null;
            /** @description Name of the edge that ends first */
            endsWith: string | null;
            edges: {
                /**
                 * @description The release, or both: `a/b@1 + c/d@2`
                 * @example dameng/dm8@8.1.3 + tongtech/tongweb@7.0
                 */
                name: string;
                required: boolean;
                /** @enum {string} */
                status: "certified" | "inherited" | "expected" | "declared" | "incompatible" | "conflicting" | "lapsed" | "suspended" | "revoked" | "unknown";
            }[];
        };
        Resolution: {
            items: components["schemas"]["ComposedPlatform"][];
            counts: {
                [key: string]: number;
            };
            /** @description Edges without which alone platforms are lost: most platforms first, at most 10 */
            missing: {
                /**
                 * @description The release, or both: `a/b@1 + c/d@2`
                 * @example dameng/dm8@8.1.3 + tongtech/tongweb@7.0
                 */
                name: string;
                /**
                 * @description vendor/product@version
                 * @example dameng/dm8@8.1.3
                 */
                release: string;
                with: string | null;
                unlocks: number;
                /** @description The first 20 */
                platforms: {
                    /**
                     * @description vendor/os@release
                     * @example kylinsoft/kylin-server@v10-sp3
                     */
                    os: string;
                    /**
                     * @description vendor/model
                     * @example hisilicon/kunpeng-920
                     */
                    cpu: string;
                }[];
                /** @description The one test of the edge that would unlock most of them. Of the first edge only */
                test: {
                    /**
                     * @description vendor/os@release
                     * @example kylinsoft/kylin-server@v10-sp3
                     */
                    os: string;
                    /**
                     * @description vendor/model
                     * @example hisilicon/kunpeng-920
                     */
                    cpu: string;
                    unlocks: number;
                } | null;
            }[];
            policy: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            validAt: string;
            revision: number;
        };
        GapPlan: {
            /**
             * @description vendor/product@version
             * @example dameng/dm8@8.1.3
             */
            release: string;
            /** @enum {string} */
            goal: "inherited" | "expected";
            /** @description Platforms that need no test: what they are now */
            covered: {
                /**
                 * @description vendor/os@release
                 * @example kylinsoft/kylin-server@v10-sp3
                 */
                os: string;
                /**
                 * @description vendor/model
                 * @example hisilicon/kunpeng-920
                 */
                cpu: string;
                /** @enum {string} */
                status: "certified" | "inherited" | "expected" | "declared" | "incompatible" | "conflicting" | "lapsed" | "suspended" | "revoked" | "unknown";
            }[];
            tests: {
                /**
                 * @description vendor/os@release
                 * @example kylinsoft/kylin-server@v10-sp3
                 */
                os: string;
                /**
                 * @description vendor/model
                 * @example hisilicon/kunpeng-920
                 */
                cpu: string;
                /** @enum {string} */
                availability: "live" | "offline" | "none";
                liveHosts: number;
                covers: {
                    /**
                     * @description vendor/os@release
                     * @example kylinsoft/kylin-server@v10-sp3
                     */
                    os: string;
                    /**
                     * @description vendor/model
                     * @example hisilicon/kunpeng-920
                     */
                    cpu: string;
                    /** @enum {string} */
                    before: "certified" | "inherited" | "expected" | "declared" | "incompatible" | "conflicting" | "lapsed" | "suspended" | "revoked" | "unknown";
                    /**
                     * @description inheritable: by review only. expected: at once, and by review inherited where a rule allows it
                     * @enum {string}
                     */
                    becomes: "certified" | "inherited" | "expected" | "inheritable";
                    rules: string[];
                    /** @description No other test of the plan covers it */
                    alone: boolean;
                }[];
                /** @description Other platforms whose test would do instead: the first 5 */
                alternatives: {
                    /**
                     * @description vendor/os@release
                     * @example kylinsoft/kylin-server@v10-sp3
                     */
                    os: string;
                    /**
                     * @description vendor/model
                     * @example hisilicon/kunpeng-920
                     */
                    cpu: string;
                    /** @enum {string} */
                    availability: "live" | "offline" | "none";
                    liveHosts: number;
                }[];
                reason: {
                    zh: string[];
                    en: string[];
                };
            }[];
            uncovered: {
                /**
                 * @description vendor/os@release
                 * @example kylinsoft/kylin-server@v10-sp3
                 */
                os: string;
                /**
                 * @description vendor/model
                 * @example hisilicon/kunpeng-920
                 */
                cpu: string;
                /** @enum {string} */
                status: "certified" | "inherited" | "expected" | "declared" | "incompatible" | "conflicting" | "lapsed" | "suspended" | "revoked" | "unknown";
                /** @enum {string} */
                code: "no-such-platform" | "no-artifact-for-platform" | "no-live-pool";
                reason: {
                    zh: string;
                    en: string;
                };
            }[];
            /** @description Proven: no fewer tests do */
            isFewest: boolean;
            /** @description So many tests at least are needed */
            atLeast: number;
            policy: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            validAt: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            knownAt: string;
            revision: number;
        };
        Subscription: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            name: string;
            /** @enum {string} */
            follows: "product" | "platform" | "list";
            product: string | null;
            os: string | null;
            cpu: string | null;
            /** @description Cells and releases of a list; else 1 */
            size: number;
            /** @description Tells so many days before the validity of an answer ends; null: only when a status changes */
            lapseDays: number | null;
            /** @enum {string} */
            by: "feed" | "email" | "webhook";
            email: string | null;
            webhookUrl: string | null;
            /**
             * @description Nothing is told to an address that is unverified
             * @enum {string}
             */
            state: "unverified" | "active";
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            createdAt: string;
        };
        SubscriptionDelivery: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            /** @enum {string} */
            kind: "notices" | "verification" | "test";
            /** @enum {string} */
            state: "waiting" | "delivered" | "dead";
            attempts: number;
            notices: number;
            nextAttemptAt: string | null;
            lastError: string | null;
            deliveredAt: string | null;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            createdAt: string;
        };
        SubscriptionNotice: {
            /**
             * Format: uuid
             * @description UUIDv7
             */
            id: string;
            /** @enum {string} */
            kind: "status" | "lapse" | "test";
            release: string | null;
            os: string | null;
            cpu: string | null;
            from: ("certified" | "inherited" | "expected" | "declared" | "incompatible" | "conflicting" | "lapsed" | "suspended" | "revoked" | "unknown") | null;
            to: ("certified" | "inherited" | "expected" | "declared" | "incompatible" | "conflicting" | "lapsed" | "suspended" | "revoked" | "unknown") | null;
            validUntil: string | null;
            revision: number;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            at: string;
            text: {
                zh: string;
                en: string;
            };
            /** @description The answer, where the service knows its own address; else its path */
            link: string | null;
        };
        SearchAnswer: {
            items: components["schemas"]["SearchItem"][];
            counts: {
                type: {
                    [key: string]: number;
                };
                category: {
                    [key: string]: number;
                };
                /** @description The 50 with the most */
                vendor: {
                    [key: string]: number;
                };
            };
            total: number;
            /** @description Where nothing was found: what is called something like it */
            nearest: string[];
            nextCursor: string | null;
        };
        SearchItem: {
            /** @enum {string} */
            type: "organization" | "product" | "osRelease" | "cpu" | "release" | "platform" | "certificate";
            /** @description Slug of an organization, number of a certificate, os × cpu of a platform */
            coordinate: string;
            name: string;
            nameEn: string | null;
            vendor: string | null;
            category: string | null;
            /** @description false: a draft of the caller's own organization */
            published: boolean;
            platform: {
                /**
                 * @description vendor/os@release
                 * @example kylinsoft/kylin-server@v10-sp3
                 */
                os: string;
                /**
                 * @description vendor/model
                 * @example hisilicon/kunpeng-920
                 */
                cpu: string;
            } | null;
            certificate: {
                /**
                 * @description vendor/product@version
                 * @example dameng/dm8@8.1.3
                 */
                release: string;
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                validUntil: string;
                /** @enum {string} */
                state: "valid" | "lapsed" | "suspended" | "revoked";
            } | null;
            /** @description Another name under which it was found, and who calls it so; one of several things, maybe */
            alias: {
                slug: string;
                name: string;
                provenance: components["schemas"]["Provenance"];
            } | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listMembers: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Member"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    username: string;
                    displayName?: string;
                    /** @enum {string} */
                    role: "vendor" | "center-operator" | "reviewer" | "certifier" | "operator";
                    password?: string;
                    manages?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        username: string;
                        membership: components["schemas"]["Membership"];
                    };
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description already-exists, answer-lost, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    currentPassword: string;
                    newPassword: string;
                };
            };
        };
        responses: {
            /** @description Done, nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated, wrong-credentials */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden, session-required */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ApiKey"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /**
                     * Format: date-time
                     * @description RFC 3339, UTC
                     */
                    expiresAt?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description UUIDv7
                         */
                        id: string;
                        name: string;
                        prefix: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                        expiresAt: string | null;
                        revokedAt: string | null;
                        /** @description To within a minute */
                        lastUsedAt: string | null;
                        rotatedAt: string | null;
                        /** @description Until when the secret before the last rotation works */
                        previousUntil: string | null;
                        key: string;
                    };
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden, session-required */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOrganizations: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Organization"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createOrganization: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Lower-case letters, digits and single separators . _ + - */
                    slug: string;
                    name: string;
                    nameEn?: string;
                    uscc?: string;
                    kinds: ("vendor" | "center" | "reviewing-body" | "platform-operator")[];
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description already-exists, answer-lost, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused, invalid-uscc */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    username: string;
                    password: string;
                    /** @description Lower-case letters, digits and single separators . _ + - */
                    organization?: string;
                    /** @enum {string} */
                    role?: "vendor" | "center-operator" | "reviewer" | "certifier" | "operator";
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        token: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        expiresAt: string;
                        membership: components["schemas"]["Membership"];
                    };
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated, wrong-credentials */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteCurrentSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden, session-required */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        username: string;
                        displayName: string;
                        membership: components["schemas"]["Membership"];
                        memberships: components["schemas"]["Membership"][];
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default 24 */
                    overlapHours?: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description UUIDv7
                         */
                        id: string;
                        name: string;
                        prefix: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                        expiresAt: string | null;
                        revokedAt: string | null;
                        /** @description To within a minute */
                        lastUsedAt: string | null;
                        rotatedAt: string | null;
                        /** @description Until when the secret before the last rotation works */
                        previousUntil: string | null;
                        key: string;
                    };
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden, session-required */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description illegal-transition */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    switchSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Lower-case letters, digits and single separators . _ + - */
                    organization: string;
                    /** @enum {string} */
                    role?: "vendor" | "center-operator" | "reviewer" | "certifier" | "operator";
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        token: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        expiresAt: string;
                        membership: components["schemas"]["Membership"];
                    };
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden, session-required */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    finishProviderSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    handle: string;
                    state: string;
                    code?: string;
                    iss?: string;
                    error?: string;
                    /** @description Lower-case letters, digits and single separators . _ + - */
                    organization?: string;
                    /** @enum {string} */
                    role?: "vendor" | "center-operator" | "reviewer" | "certifier" | "operator";
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        token: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        expiresAt: string;
                        membership: components["schemas"]["Membership"];
                    };
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description identity-not-accepted, session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description provider-refused, provider-sign-in-invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable, provider-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIdentities: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Identity"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    linkIdentity: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    handle: string;
                    state: string;
                    code?: string;
                    iss?: string;
                    error?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Identity"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden, session-required */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description already-exists, answer-lost, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused, provider-refused, provider-sign-in-invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable, provider-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIdentityProviders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Lower-case letters, digits and single separators . _ + - */
                            name: string;
                            displayName: string;
                            issuer: string;
                        }[];
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startIdentityLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Lower-case letters, digits and single separators . _ + - */
                    provider: string;
                    /** @description Where the provider sends the browser back to: an address of its settings; of a loopback address with any port */
                    redirectUri: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BegunSignIn"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated, wrong-credentials */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden, session-required */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable, provider-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startProviderSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Lower-case letters, digits and single separators . _ + - */
                    provider: string;
                    /** @description Where the provider sends the browser back to: an address of its settings; of a loopback address with any port */
                    redirectUri: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BegunSignIn"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable, provider-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unlinkIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden, session-required */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listApplications: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: "pending" | "approved" | "rejected";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["OrganizationApplication"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    applyForOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Lower-case letters, digits and single separators . _ + - */
                    slug: string;
                    name: string;
                    nameEn?: string;
                    uscc: string;
                    kinds: ("vendor" | "center" | "reviewing-body")[];
                    /** @enum {string} */
                    role: "vendor" | "center-operator" | "reviewer" | "certifier";
                    /** @description Name of the person who applies */
                    applicant: string;
                    /** @description How operators reach them; shown to operators and to themselves */
                    contact: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description UUIDv7
                         */
                        id: string;
                        /** @description Lower-case letters, digits and single separators . _ + - */
                        slug: string;
                        name: string;
                        nameEn: string | null;
                        uscc: string;
                        kinds: ("vendor" | "center" | "reviewing-body")[];
                        /** @enum {string} */
                        role: "vendor" | "center-operator" | "reviewer" | "certifier";
                        applicant: string;
                        contact: string;
                        /** @enum {string} */
                        state: "pending" | "approved" | "rejected";
                        reason: string | null;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                        decidedAt: string | null;
                        /** @description Approved: until when the applicant comes in with the secret, see POST /invitations/account */
                        joinUntil: string | null;
                        secret: string;
                    };
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description already-exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invalid-uscc */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    approveApplication: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path: {
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationApplication"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description already-exists, answer-lost, illegal-transition, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lookUpApplication: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    secret: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationApplication"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rejectApplication: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path: {
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationApplication"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description answer-lost, illegal-transition, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Membership"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden, session-required */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description already-exists, answer-lost, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused, one-time-token-invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInvitations: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Invitation"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    role: "vendor" | "center-operator" | "reviewer" | "certifier" | "operator";
                    /** @default false */
                    manages?: boolean;
                    /** @description For whom, for those who list invitations */
                    note?: string;
                    /** @default 168 */
                    validForHours?: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description UUIDv7
                         */
                        id: string;
                        /** @description Lower-case letters, digits and single separators . _ + - */
                        organization: string;
                        /** @enum {string} */
                        role: "vendor" | "center-operator" | "reviewer" | "certifier" | "operator";
                        manages: boolean;
                        note: string | null;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        expiresAt: string;
                        /** @enum {string} */
                        state: "open" | "accepted" | "revoked" | "expired";
                        token: string;
                    };
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden, session-required */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createRecovery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                slug: string;
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        token: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        expiresAt: string;
                    };
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden, session-required */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endMembership: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                slug: string;
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden, session-required */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description last-manager */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                slug: string;
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    manages: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden, session-required */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description last-manager */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    joinByInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                    username: string;
                    displayName: string;
                    password: string;
                    identity?: {
                        handle: string;
                        state: string;
                        code?: string;
                        iss?: string;
                        error?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        username: string;
                        membership: components["schemas"]["Membership"];
                    };
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description already-exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description one-time-token-invalid, provider-refused, provider-sign-in-invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable, provider-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    recoverPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Done, nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description one-time-token-invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                slug: string;
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden, session-required */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listProducts: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                q?: string;
                vendor?: string;
                category?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Product"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Lower-case letters, digits and single separators . _ + - */
                    slug: string;
                    name: string;
                    nameEn?: string;
                    category: string;
                    description?: string;
                    /** @default false */
                    published?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description already-exists, answer-lost, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                vendor: string;
                /** @description Lower-case letters, digits and single separators . _ + - */
                product: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description UUIDv7
                         */
                        id: string;
                        /** @description Lower-case letters, digits and single separators . _ + - */
                        vendor: string;
                        /** @description Lower-case letters, digits and single separators . _ + - */
                        product: string;
                        name: string;
                        nameEn: string | null;
                        category: string;
                        description: string | null;
                        published: boolean;
                        endOfLife: string | null;
                        withdrawn: components["schemas"]["Withdrawal"] | null;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                        releases: components["schemas"]["Release"][];
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dropProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                vendor: string;
                /** @description Lower-case letters, digits and single separators . _ + - */
                product: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description illegal-transition */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                vendor: string;
                /** @description Lower-case letters, digits and single separators . _ + - */
                product: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    nameEn?: string | null;
                    category?: string;
                    description?: string | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description illegal-transition */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publishProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                vendor: string;
                /** @description Lower-case letters, digits and single separators . _ + - */
                product: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description answer-lost, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createBuild: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                vendor: string;
                /** @description Lower-case letters, digits and single separators . _ + - */
                product: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    build: string;
                    /** Format: date */
                    builtOn?: string;
                    artifacts: {
                        /**
                         * @description SHA-256, lower-case hexadecimal
                         * @example e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                         */
                        sha256: string;
                        fileName: string;
                        isa?: string;
                        /**
                         * @default package
                         * @enum {string}
                         */
                        role?: "package" | "data" | "signature" | "documentation";
                    }[];
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Build"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description already-exists, answer-lost, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused, unknown-artifact */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReleases: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                vendor: string;
                /** @description Lower-case letters, digits and single separators . _ + - */
                product: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Release"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createRelease: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                vendor: string;
                /** @description Lower-case letters, digits and single separators . _ + - */
                product: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    version: string;
                    /** @default main */
                    line?: string;
                    ordinal: number;
                    /** Format: date */
                    releasedOn: string;
                    /** @enum {string} */
                    abiLevel?: "level1" | "level2" | "level3";
                    /** Format: date */
                    endOfLife?: string;
                    /** @default false */
                    published?: boolean;
                    /** @default 1 */
                    build?: string;
                    /** @default [] */
                    artifacts?: {
                        /**
                         * @description SHA-256, lower-case hexadecimal
                         * @example e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                         */
                        sha256: string;
                        fileName: string;
                        isa?: string;
                        /**
                         * @default package
                         * @enum {string}
                         */
                        role?: "package" | "data" | "signature" | "documentation";
                    }[];
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Release"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description already-exists, answer-lost, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused, unknown-artifact */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                vendor: string;
                /** @description Lower-case letters, digits and single separators . _ + - */
                product: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Release"];
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dropRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                vendor: string;
                /** @description Lower-case letters, digits and single separators . _ + - */
                product: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description illegal-transition */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                vendor: string;
                /** @description Lower-case letters, digits and single separators . _ + - */
                product: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    version?: string;
                    line?: string;
                    ordinal?: number;
                    /** Format: date */
                    releasedOn?: string;
                    abiLevel?: ("level1" | "level2" | "level3") | null;
                    endOfLife?: string | null;
                    build?: string;
                    artifacts?: {
                        /**
                         * @description SHA-256, lower-case hexadecimal
                         * @example e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                         */
                        sha256: string;
                        fileName: string;
                        isa?: string;
                        /**
                         * @default package
                         * @enum {string}
                         */
                        role?: "package" | "data" | "signature" | "documentation";
                    }[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Release"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description already-exists, illegal-transition */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown-artifact */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBuild: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                vendor: string;
                /** @description Lower-case letters, digits and single separators . _ + - */
                product: string;
                version: string;
                build: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Build"];
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putArtifact: {
        parameters: {
            query?: never;
            header?: {
                "upload-offset"?: number;
                "upload-length"?: number;
            };
            path: {
                /** @description SHA-256, lower-case hexadecimal */
                sha256: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description invalid-request, malformed-json, upload-truncated */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description upload-offset-mismatch */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description digest-mismatch */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description insufficient-storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    headArtifact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description SHA-256, lower-case hexadecimal */
                sha256: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, nothing to say. */
            204: {
                headers: {
                    /** @description Bytes that have arrived */
                    "Upload-Offset": number;
                    /** @description Whether they are the whole, verified and stored */
                    "Upload-Complete": "?0" | "?1";
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStatements: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                vendor: string;
                /** @description Lower-case letters, digits and single separators . _ + - */
                product: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ReleaseStatement"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stateRelease: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                vendor: string;
                /** @description Lower-case letters, digits and single separators . _ + - */
                product: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    kind: "fixes-only" | "rebrand-offered" | "rebrand-consented" | "rebrand-forbidden" | "rebrand-allowed" | "hardware" | "kernel-module" | "abi-level" | "end-of-life" | "withdrawn-from-offer" | "withdrawn";
                    /**
                     * @description vendor/product@version
                     * @example dameng/dm8@8.1.3
                     */
                    otherRelease?: string;
                    /**
                     * Format: uuid
                     * @description UUIDv7
                     */
                    withdraws?: string;
                    text?: string;
                    /**
                     * @description SHA-256, lower-case hexadecimal
                     * @example e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                     */
                    document?: string;
                    board?: {
                        /**
                         * @description four lower-case hexadecimal digits
                         * @example 19e5
                         */
                        pciVendor: string;
                        /**
                         * @description four lower-case hexadecimal digits
                         * @example 19e5
                         */
                        pciDevice: string;
                        /**
                         * @description four lower-case hexadecimal digits
                         * @example 19e5
                         */
                        pciSubvendor: string;
                    };
                    machine?: {
                        mainboard: string;
                        cpuGeneration: string;
                        topology: string;
                    };
                    kernelModule?: boolean;
                    abiLevel?: ("level1" | "level2" | "level3") | null;
                    endOfLife?: string | null;
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseStatement"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found, unknown-coordinate */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description answer-lost, illegal-transition, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused, unknown-artifact */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listProductStatements: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                vendor: string;
                /** @description Lower-case letters, digits and single separators . _ + - */
                product: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ProductStatement"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stateProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                vendor: string;
                /** @description Lower-case letters, digits and single separators . _ + - */
                product: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    kind: "end-of-life" | "withdrawn-from-offer" | "withdrawn";
                    endOfLife?: string | null;
                    reason?: string;
                    /**
                     * Format: uuid
                     * @description UUIDv7
                     */
                    withdraws?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductStatement"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description answer-lost, illegal-transition, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    applyImport: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path: {
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description SHA-256, lower-case hexadecimal
                     * @example e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                     */
                    digest: string;
                    /**
                     * @description Leave refused rows out; else they refuse the whole
                     * @default false
                     */
                    acceptedOnly?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description answer-lost, illegal-transition, import-moved, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listImports: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: "received" | "checked" | "failed" | "confirmed" | "applied" | "undoing" | "undone" | "discarded";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Import"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createImport: {
        parameters: {
            query: {
                /** @description What the rows are; left out for the format rows */
                kind?: "organizations" | "products" | "releases" | "declarations";
                /** @description By the name of the file if left out */
                format?: "sheet" | "yaml" | "rows";
                fileName: string & (unknown & unknown);
                /** @description Of a CSV file, where it can not be told */
                encoding?: "utf-8" | "gb18030";
                /** @description Whose the rows are, and who declares. Operators: the vendor whose published list it is */
                organization?: string;
                /** @description What declarations rest on where their rows do not say */
                source?: string;
                /** @description Of the file; then it is checked */
                sha256?: string;
            };
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description invalid-request, malformed-json, upload-truncated */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description answer-lost, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description digest-mismatch, idempotency-key-reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description insufficient-storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getImportTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description kind.xlsx */
                template: "organizations.xlsx" | "products.xlsx" | "releases.xlsx" | "declarations.xlsx";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listImportRows: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                action?: "create" | "change" | "unchanged" | "refused" | "skipped";
            };
            header?: never;
            path: {
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ImportRow"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undoImport: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path: {
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description answer-lost, illegal-transition, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCpus: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                vendor?: string;
                isa?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CpuModel"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOperatingSystems: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                vendor?: string;
                isa?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["OsRelease"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPlatforms: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                os?: string;
                cpu?: string;
                isa?: string;
                origin?: "catalogue" | "discovered";
                served?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Platform"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCatalogueChanges: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CatalogueVersion"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeCatalogue: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    documents: components["schemas"]["CatalogueDocument"][];
                    reason: string;
                    /**
                     * @description SHA-256, lower-case hexadecimal
                     * @example e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                     */
                    digest?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogueDiff"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description answer-lost, catalogue-moved, illegal-transition, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCatalogueChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogueVersionDetail"];
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCatalogueConflicts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @enum {string} */
                            kind: "vendors" | "isas" | "cpus" | "operatingSystems" | "categories" | "regions" | "schemes" | "aliases";
                            key: string;
                            /** @description null: the shipped entry is withheld */
                            inForce: unknown;
                            shipped: unknown;
                            operatorVersion: number | null;
                        }[];
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path: {
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description answer-lost, illegal-transition, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cloneAdaptationRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path: {
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description vendor/product@version
                     * @example dameng/dm8@8.1.3
                     */
                    release?: string;
                    build?: string;
                    /**
                     * @description vendor/os@release
                     * @example kylinsoft/kylin-server@v10-sp3
                     */
                    os?: string;
                    /** @enum {string} */
                    priority?: "national" | "normal" | "background";
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdaptationRequest"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found, unknown-coordinate */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description answer-lost, request-in-progress, withdrawn-from-offer */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused, invalid-plan-parameters, no-artifact-for-platform, no-pool-serves */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAdaptationRequests: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /**
                             * Format: uuid
                             * @description UUIDv7
                             */
                            id: string;
                            /**
                             * @description vendor/product@version
                             * @example dameng/dm8@8.1.3
                             */
                            release: string;
                            build: string;
                            testPlan: string;
                            scheme: string;
                            /** @enum {string} */
                            priority: "national" | "normal" | "background";
                            /** @enum {string} */
                            state: "submitted" | "in-progress" | "closed" | "withdrawn";
                            /** @description Lower-case letters, digits and single separators . _ + - */
                            vendor: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC
                             */
                            createdAt: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAdaptationRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description vendor/product@version
                     * @example dameng/dm8@8.1.3
                     */
                    release: string;
                    build?: string;
                    targets: {
                        /**
                         * @description vendor/os@release
                         * @example kylinsoft/kylin-server@v10-sp3
                         */
                        os: string;
                        /**
                         * @description vendor/model
                         * @example hisilicon/kunpeng-920
                         */
                        cpu: string;
                    }[];
                    /** @description Lower-case letters, digits and single separators . _ + - */
                    testPlan: string;
                    /**
                     * @description Lower-case letters, digits and single separators . _ + -
                     * @default development
                     */
                    scheme?: string;
                    /** @default {} */
                    parameters?: {
                        [key: string]: string | string[];
                    };
                    /**
                     * @default normal
                     * @enum {string}
                     */
                    priority?: "national" | "normal" | "background";
                    /** @default false */
                    waitForPool?: boolean;
                    /** @default true */
                    allowEmulated?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdaptationRequest"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found, unknown-coordinate */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description answer-lost, request-in-progress, withdrawn-from-offer */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused, invalid-plan-parameters, no-artifact-for-platform, no-pool-serves */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAdaptationRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdaptationRequest"];
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEvidence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUIDv7 */
                id: string;
                number: number;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJobLog: {
        parameters: {
            query?: {
                follow?: "true" | "false";
            };
            header?: {
                /** @description Id of the last `log` event that was read */
                "last-event-id"?: string;
            };
            path: {
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobs: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: "awaiting-plan-approval" | "queued" | "running" | "results-in" | "technical-review" | "certification-review" | "partner-confirmation" | "issuing" | "certified" | "incompatible" | "emulated" | "blocked" | "rejected" | "cancelled" | "void";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["JobSummary"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTestPlans: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Lower-case letters, digits and single separators . _ + - */
                            slug: string;
                            version: number;
                            name: string;
                            nameEn: string;
                            categories: string[];
                            parameters: {
                                name: string;
                                /** @enum {string} */
                                type: "path" | "text" | "argv" | "pattern";
                                required: boolean;
                                description: string;
                            }[];
                            cases: {
                                id: string;
                                /** @enum {string} */
                                kind: "install" | "uninstall" | "start-stop" | "function" | "kill-restart" | "performance" | "long-run" | "security" | "dependency";
                                name: string;
                                nameEn: string;
                                required: boolean;
                            }[];
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    estimateAdaptationRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description vendor/product@version
                     * @example dameng/dm8@8.1.3
                     */
                    release: string;
                    build?: string;
                    targets: {
                        /**
                         * @description vendor/os@release
                         * @example kylinsoft/kylin-server@v10-sp3
                         */
                        os: string;
                        /**
                         * @description vendor/model
                         * @example hisilicon/kunpeng-920
                         */
                        cpu: string;
                    }[];
                    /** @description Lower-case letters, digits and single separators . _ + - */
                    testPlan: string;
                    /**
                     * @description Lower-case letters, digits and single separators . _ + -
                     * @default development
                     */
                    scheme?: string;
                    /** @default {} */
                    parameters?: {
                        [key: string]: string | string[];
                    };
                    /**
                     * @default normal
                     * @enum {string}
                     */
                    priority?: "national" | "normal" | "background";
                    /** @default false */
                    waitForPool?: boolean;
                    /** @default true */
                    allowEmulated?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestEstimate"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found, unknown-coordinate */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description answer-lost, request-in-progress, withdrawn-from-offer */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused, invalid-plan-parameters */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    estimateClone: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path: {
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description vendor/product@version
                     * @example dameng/dm8@8.1.3
                     */
                    release?: string;
                    build?: string;
                    /**
                     * @description vendor/os@release
                     * @example kylinsoft/kylin-server@v10-sp3
                     */
                    os?: string;
                    /** @enum {string} */
                    priority?: "national" | "normal" | "background";
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestEstimate"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found, unknown-coordinate */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description answer-lost, request-in-progress, withdrawn-from-offer */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused, invalid-plan-parameters */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCenters: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Center"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createCenter: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Lower-case letters, digits and single separators . _ + - */
                    code: string;
                    name: string;
                    nameEn?: string;
                    /** @description Lower-case letters, digits and single separators . _ + - */
                    organization: string;
                    region: string;
                    /** @default [] */
                    schemes?: string[];
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Center"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description already-exists, answer-lost, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createEnrolmentToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    pools: string[];
                    /** @default 3600 */
                    validFor?: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        token: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        expiresAt: string;
                    };
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPools: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Pool"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createPool: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Lower-case letters, digits and single separators . _ + - */
                    slug: string;
                    /**
                     * @description vendor/model
                     * @example hisilicon/kunpeng-920
                     */
                    cpu: string;
                    operatingSystems: string[];
                    /**
                     * @default local
                     * @enum {string}
                     */
                    executor?: "local" | "emulated";
                    /** @default [] */
                    features?: string[];
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pool"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found, unknown-coordinate */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description already-exists, answer-lost, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAgents: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AgentSummary"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listHosts: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Host"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeAgent: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                code: string;
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentSummary"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description answer-lost, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateHost: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    state: "ready" | "draining" | "quarantined";
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Host"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPoolPrices: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                code: string;
                /** @description Lower-case letters, digits and single separators . _ + - */
                pool: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PoolPrice"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setPoolPrice: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                code: string;
                /** @description Lower-case letters, digits and single separators . _ + - */
                pool: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Integer fen; 0: free of charge; null: what was said is taken back, nothing is said */
                    fenPerHostHour: number | null;
                    /**
                     * Format: date-time
                     * @description RFC 3339, UTC
                     */
                    validFrom?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PoolPrice"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description answer-lost, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    appendAttemptLog: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    chunks: {
                        seq: number;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        at: string;
                        /** @enum {string} */
                        stream: "stdout" | "stderr" | "agent";
                        text: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        nextSeq: number;
                    };
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description stale-attempt */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    claimWork: {
        parameters: {
            query?: {
                wait?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: uuid
                     * @description UUIDv7
                     */
                    claimId: string;
                    hosts: string[];
                    /**
                     * @description SHA-256, lower-case hexadecimal
                     * @example e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                     */
                    tokenHash: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assignment"] | null;
                };
            };
            /** @description No work. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description stale-attempt */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    completeAttempt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    results: {
                        caseId: string;
                        /** @enum {string} */
                        verdict: "passed" | "failed" | "blocked" | "skipped" | "infra-error";
                        durationMs: number;
                        message?: string;
                    }[];
                    evidence: string[];
                    hostFacts: {
                        [key: string]: string | number | boolean | null;
                    };
                    isolation: string;
                    /**
                     * @default finished
                     * @enum {string}
                     */
                    ended?: "finished" | "cancelled" | "infra-error";
                    message?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        state: "leased" | "running" | "suspect" | "completed" | "lost" | "cancelled";
                        outcome: string;
                    };
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description stale-attempt */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description evidence-missing */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    enrolAgent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                    name: string;
                    version: string;
                    /**
                     * @description SHA-256, lower-case hexadecimal
                     * @example e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                     */
                    credentialHash: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description UUIDv7
                         */
                        agentId: string;
                        /** @description Lower-case letters, digits and single separators . _ + - */
                        center: string;
                        pools: components["schemas"]["AgentPool"][];
                    };
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description already-exists, enrolment-token-used */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    followDirectives: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAttemptArtifact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUIDv7 */
                id: string;
                /** @description SHA-256, lower-case hexadecimal */
                sha256: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description stale-attempt */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    heartbeat: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    case?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        directive: "continue" | "cancel" | "drain";
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        leaseEndsAt: string;
                        /** @enum {string} */
                        state: "leased" | "running" | "suspect" | "completed" | "lost" | "cancelled";
                    };
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description stale-attempt */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putEvidence: {
        parameters: {
            query: {
                /** @description SHA-256, lower-case hexadecimal */
                sha256: string;
                mediaType?: string;
            };
            header?: {
                "upload-offset"?: number;
                "upload-length"?: number;
            };
            path: {
                /** @description UUIDv7 */
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        size: number;
                        /**
                         * @description SHA-256, lower-case hexadecimal
                         * @example e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                         */
                        sha256: string;
                    };
                };
            };
            /** @description invalid-request, malformed-json, upload-truncated */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description already-exists, stale-attempt, upload-offset-mismatch */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description digest-mismatch */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    registerAgent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    version: string;
                    hosts: {
                        /** @description Lower-case letters, digits and single separators . _ + - */
                        name: string;
                        /** @description Lower-case letters, digits and single separators . _ + - */
                        pool: string;
                        facts: {
                            [key: string]: string | number | boolean | null;
                        };
                    }[];
                    attempts: {
                        /**
                         * Format: uuid
                         * @description UUIDv7
                         */
                        id: string;
                        token: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description UUIDv7
                         */
                        agentId: string;
                        timing: components["schemas"]["DispatchTiming"];
                        pools: components["schemas"]["AgentPool"][];
                        hosts: {
                            /**
                             * Format: uuid
                             * @description UUIDv7
                             */
                            id: string;
                            name: string;
                            /** @description Lower-case letters, digits and single separators . _ + - */
                            pool: string;
                            /** @enum {string} */
                            state: "ready" | "draining" | "quarantined";
                        }[];
                        attempts: {
                            /**
                             * Format: uuid
                             * @description UUIDv7
                             */
                            id: string;
                            /** @enum {string} */
                            directive: "continue" | "cancel" | "stop";
                        }[];
                    };
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkCell: {
        parameters: {
            query: {
                release?: string;
                with?: string;
                digest?: string;
                /** @description vendor/os@release */
                os: string;
                /** @description vendor/model */
                cpu: string;
                validAt?: string;
                knownAt?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CellAnswer"];
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found, unknown-coordinate */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkCells: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    cells: {
                        /** @description vendor/product@version */
                        release: string;
                        /** @description vendor/os@release */
                        os: string;
                        /** @description vendor/model */
                        cpu: string;
                    }[];
                    /**
                     * Format: date-time
                     * @description RFC 3339, UTC
                     */
                    validAt?: string;
                    /**
                     * Format: date-time
                     * @description RFC 3339, UTC
                     */
                    knownAt?: string;
                };
                "application/x-ndjson": string;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: (components["schemas"]["CellAnswer"] | components["schemas"]["RowRefusal"])[];
                    };
                    "application/x-ndjson": string;
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable, matrix-loading */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decideReview: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path: {
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    decision: "approve" | "reject";
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Review"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description conflict-of-interest, forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description answer-lost, illegal-transition, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused, not-inheritable */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    declareCompatibility: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description vendor/product@version
                     * @example dameng/dm8@8.1.3
                     */
                    release: string;
                    /**
                     * @description vendor/product@version
                     * @example dameng/dm8@8.1.3
                     */
                    with?: string;
                    /**
                     * @description vendor/os@release
                     * @example kylinsoft/kylin-server@v10-sp3
                     */
                    os: string;
                    /**
                     * @description vendor/model
                     * @example hisilicon/kunpeng-920
                     */
                    cpu: string;
                    /**
                     * @default pass
                     * @enum {string}
                     */
                    verdict?: "pass" | "fail";
                    /**
                     * Format: date-time
                     * @description RFC 3339, UTC
                     */
                    validUntil?: string;
                    source: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        finding: string;
                        /** @enum {string} */
                        as: "vendor" | "os-vendor" | "cpu-vendor";
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        validFrom: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        validUntil: string;
                    };
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found, unknown-coordinate */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description answer-lost, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Certificate"];
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReviews: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: "open" | "approved" | "rejected";
                kind?: "technical" | "certification" | "partner" | "suspension";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Review"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reinstateCertificate: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Certificate"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description conflict-of-interest, forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description answer-lost, illegal-transition, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeCertificate: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Certificate"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description conflict-of-interest, forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description answer-lost, illegal-transition, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    suspendCertificate: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Certificate"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description conflict-of-interest, forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description answer-lost, illegal-transition, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInheritance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Inheritance"];
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInheritances: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Inheritance"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    proposeInheritance: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description vendor/product@version
                     * @example dameng/dm8@8.1.3
                     */
                    release: string;
                    /**
                     * @description vendor/os@release
                     * @example kylinsoft/kylin-server@v10-sp3
                     */
                    os: string;
                    /**
                     * @description vendor/model
                     * @example hisilicon/kunpeng-920
                     */
                    cpu: string;
                    statement?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Inheritance"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown-coordinate */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description already-exists, answer-lost, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused, not-inheritable */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawInheritance: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path: {
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Inheritance"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description answer-lost, illegal-transition, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFinding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description F- and the number of the finding */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Finding"];
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFindings: {
        parameters: {
            query: {
                limit?: number;
                cursor?: string;
                /** @description vendor/product@version */
                release: string;
                os?: string;
                cpu?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Finding"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown-coordinate */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publishFinding: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path: {
                /** @description F- and the number of the finding */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Finding"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description answer-lost, illegal-transition, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    activatePolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path: {
                /** @description year and count within it */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InferencePolicy"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description conflict-of-interest, forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description answer-lost, illegal-transition, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPolicies: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["InferencePolicy"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createPolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description year and count within it
                     * @example 2026.2
                     */
                    version: string;
                    name: string;
                    nameEn: string;
                    note?: string;
                    /**
                     * Format: date-time
                     * @description RFC 3339, UTC
                     */
                    effectiveFrom: string;
                    provenance: {
                        source: string;
                        /** Format: date */
                        date: string;
                        /** @enum {string} */
                        confidence: "verified" | "published" | "background";
                    };
                    rules: {
                        [key: string]: {
                            [key: string]: boolean | number | null | string | string[] | {
                                [key: string]: string | number;
                            };
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InferencePolicy"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description already-exists, answer-lost, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diffPolicy: {
        parameters: {
            query?: {
                limit?: number;
                /** @description Cells that are told in full: all changed ones, or those with another status */
                changes?: "all" | "status";
            };
            header?: never;
            path: {
                /** @description year and count within it */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyDiff"];
                    "application/x-ndjson": string;
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description illegal-transition */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable, matrix-loading */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description year and count within it */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InferencePolicy"];
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAudit: {
        parameters: {
            query: {
                limit?: number;
                cursor?: string;
                subjectType: string;
                subjectId: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AuditEvent"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeadLetters: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: "open" | "resolved";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["DeadLetter"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resolveDeadLetter: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path: {
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    action: "retry" | "dismiss";
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetter"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description answer-lost, illegal-transition, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diffCells: {
        parameters: {
            query: {
                /** @description RFC 3339, UTC */
                from: string;
                /** @description RFC 3339, UTC */
                to: string;
                release?: string;
                product?: string;
                category?: string | string[];
                vendor?: string | string[];
                os?: string | string[];
                cpu?: string | string[];
                /** @description Part of a product's name, Chinese or English, or of a release's coordinate */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /**
                             * @description vendor/product@version
                             * @example dameng/dm8@8.1.3
                             */
                            release: string;
                            /**
                             * @description vendor/os@release
                             * @example kylinsoft/kylin-server@v10-sp3
                             */
                            os: string;
                            /**
                             * @description vendor/model
                             * @example hisilicon/kunpeng-920
                             */
                            cpu: string;
                            from: {
                                /** @enum {string} */
                                status: "certified" | "inherited" | "expected" | "declared" | "incompatible" | "conflicting" | "lapsed" | "suspended" | "revoked" | "unknown";
                            };
                            to: {
                                /** @enum {string} */
                                status: "certified" | "inherited" | "expected" | "declared" | "incompatible" | "conflicting" | "lapsed" | "suspended" | "revoked" | "unknown";
                            };
                        }[];
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found, unknown-coordinate */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable, matrix-loading */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportCells: {
        parameters: {
            query: {
                format: "csv" | "jsonl" | "xlsx";
                category?: string | string[];
                vendor?: string | string[];
                os?: string | string[];
                cpu?: string | string[];
                /** @description Part of a product's name, Chinese or English, or of a release's coordinate */
                q?: string;
                status?: ("certified" | "inherited" | "expected" | "declared" | "incompatible" | "conflicting" | "lapsed" | "suspended" | "revoked" | "unknown") | ("certified" | "inherited" | "expected" | "declared" | "incompatible" | "conflicting" | "lapsed" | "suspended" | "revoked" | "unknown")[];
                /** @description As valid at this moment; else at `knownAt`, else now */
                validAt?: "now" | string;
                /** @description As known at this moment; else as known now */
                knownAt?: "latest" | string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/x-ndjson": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown-coordinate */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable, matrix-loading */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBadge: {
        parameters: {
            query: {
                /** @description vendor/os@release */
                os: string;
                /** @description vendor/model */
                cpu: string;
                lang?: "zh" | "en";
            };
            header?: never;
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                vendor: string;
                /** @description product@version.svg */
                badge: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable, matrix-loading */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    searchCells: {
        parameters: {
            query?: {
                category?: string | string[];
                vendor?: string | string[];
                os?: string | string[];
                cpu?: string | string[];
                /** @description Part of a product's name, Chinese or English, or of a release's coordinate */
                q?: string;
                status?: ("certified" | "inherited" | "expected" | "declared" | "incompatible" | "conflicting" | "lapsed" | "suspended" | "revoked" | "unknown") | ("certified" | "inherited" | "expected" | "declared" | "incompatible" | "conflicting" | "lapsed" | "suspended" | "revoked" | "unknown")[];
                /** @description As valid at this moment; else at `knownAt`, else now */
                validAt?: "now" | string;
                /** @description As known at this moment; else as known now */
                knownAt?: "latest" | string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CellSearch"];
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown-coordinate */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable, matrix-loading */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    summarizeCells: {
        parameters: {
            query?: {
                product?: string;
                os?: string;
                cpu?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            release: string | null;
                            os: string | null;
                            cpu: string | null;
                            counts: {
                                [key: string]: number;
                            };
                        }[];
                        revision: number;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown-coordinate */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable, matrix-loading */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkSolution: {
        parameters: {
            query: {
                /** @description vendor/os@release */
                os: string;
                /** @description vendor/model */
                cpu: string;
                validAt?: string;
                knownAt?: string;
            };
            header?: never;
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                organization: string;
                /** @description Lower-case letters, digits and single separators . _ + - */
                solution: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SolutionAnswer"];
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found, unknown-coordinate */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSolutions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                q?: string;
                organization?: string;
                release?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Solution"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown-coordinate */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSolution: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Lower-case letters, digits and single separators . _ + - */
                    slug: string;
                    name: string;
                    nameEn?: string;
                    description?: string;
                    releases: {
                        /**
                         * @description vendor/product@version
                         * @example dameng/dm8@8.1.3
                         */
                        release: string;
                        /** @default true */
                        required?: boolean;
                    }[];
                    /** @default [] */
                    edges?: {
                        /**
                         * @description vendor/product@version
                         * @example dameng/dm8@8.1.3
                         */
                        release: string;
                        /**
                         * @description vendor/product@version
                         * @example dameng/dm8@8.1.3
                         */
                        with: string;
                        /** @default true */
                        required?: boolean;
                    }[];
                    /** @default false */
                    published?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Solution"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown-coordinate */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description already-exists, answer-lost, illegal-transition, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSolution: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                organization: string;
                /** @description Lower-case letters, digits and single separators . _ + - */
                solution: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Solution"];
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSolutionPlatforms: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                os?: string;
                cpu?: string;
                status?: "certified" | "inherited" | "expected" | "declared" | "incompatible" | "conflicting" | "lapsed" | "suspended" | "revoked" | "unknown";
            };
            header?: never;
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                organization: string;
                /** @description Lower-case letters, digits and single separators . _ + - */
                solution: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ComposedPlatform"][];
                        nextCursor: string | null;
                        /** @description Platforms by status, whatever `status` asks */
                        counts: {
                            [key: string]: number;
                        };
                        revision: number;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found, unknown-coordinate */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable, matrix-loading */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publishSolution: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path: {
                /** @description Lower-case letters, digits and single separators . _ + - */
                organization: string;
                /** @description Lower-case letters, digits and single separators . _ + - */
                solution: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Solution"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description answer-lost, illegal-transition, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resolveReleases: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    releases: string[];
                    /** @default [] */
                    edges?: {
                        /**
                         * @description vendor/product@version
                         * @example dameng/dm8@8.1.3
                         */
                        release: string;
                        /**
                         * @description vendor/product@version
                         * @example dameng/dm8@8.1.3
                         */
                        with: string;
                    }[];
                    /** @default [] */
                    os?: string[];
                    /** @default [] */
                    cpu?: string[];
                    /**
                     * @description Platforms on which they work, or all of them
                     * @default working
                     * @enum {string}
                     */
                    show?: "working" | "all";
                    /** @default 50 */
                    limit?: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Resolution"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown-coordinate */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable, matrix-loading */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    planTests: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description vendor/product@version
                     * @example dameng/dm8@8.1.3
                     */
                    release: string;
                    platforms: {
                        /**
                         * @description vendor/os@release
                         * @example kylinsoft/kylin-server@v10-sp3
                         */
                        os: string;
                        /**
                         * @description vendor/model
                         * @example hisilicon/kunpeng-920
                         */
                        cpu: string;
                    }[];
                    /**
                     * @description inherited: certified, inherited, or derived so that a review may make it inherited. expected: derived by rule is enough.
                     * @default inherited
                     * @enum {string}
                     */
                    goal?: "inherited" | "expected";
                    /**
                     * @description Only tests that a pool with a live host could carry out now
                     * @default false
                     */
                    onlyLivePools?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GapPlan"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown-coordinate */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkList: {
        parameters: {
            query?: {
                /** @description OS,CPU by coordinates or names; repeat it for several */
                platform?: string | string[];
                validAt?: string;
                knownAt?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                "text/csv": string;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description ListSummary as JSON */
                    "Shipei-List-Summary": string;
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description invalid-request, malformed-json, upload-truncated */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unknown-coordinate */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unreadable-sheet */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable, matrix-loading */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description insufficient-storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSubscriptions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Subscription"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    follow: {
                        /** @constant */
                        kind: "product";
                        /**
                         * @description vendor/product
                         * @example dameng/dm8
                         */
                        product: string;
                    } | {
                        /** @constant */
                        kind: "platform";
                        /**
                         * @description vendor/os@release
                         * @example kylinsoft/kylin-server@v10-sp3
                         */
                        os: string;
                        /**
                         * @description vendor/model
                         * @example hisilicon/kunpeng-920
                         */
                        cpu: string;
                    } | {
                        /** @constant */
                        kind: "list";
                        items: {
                            /**
                             * @description vendor/product@version
                             * @example dameng/dm8@8.1.3
                             */
                            release: string;
                            /**
                             * @description vendor/os@release
                             * @example kylinsoft/kylin-server@v10-sp3
                             */
                            os?: string;
                            /**
                             * @description vendor/model
                             * @example hisilicon/kunpeng-920
                             */
                            cpu?: string;
                        }[];
                    };
                    tell: {
                        /** @constant */
                        by: "feed";
                    } | {
                        /** @constant */
                        by: "email";
                        /** Format: email */
                        address: string;
                    } | {
                        /** @constant */
                        by: "webhook";
                        /**
                         * Format: uri
                         * @description http or https; addresses that are not public are refused when it is called
                         */
                        url: string;
                    };
                    /**
                     * @description Tells so many days before the validity of an answer ends; null: only when a status changes
                     * @default null
                     */
                    lapseDays?: number | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description UUIDv7
                         */
                        id: string;
                        name: string;
                        /** @enum {string} */
                        follows: "product" | "platform" | "list";
                        product: string | null;
                        os: string | null;
                        cpu: string | null;
                        /** @description Cells and releases of a list; else 1 */
                        size: number;
                        /** @description Tells so many days before the validity of an answer ends; null: only when a status changes */
                        lapseDays: number | null;
                        /** @enum {string} */
                        by: "feed" | "email" | "webhook";
                        email: string | null;
                        webhookUrl: string | null;
                        /**
                         * @description Nothing is told to an address that is unverified
                         * @enum {string}
                         */
                        state: "unverified" | "active";
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                        /** @description Of the Atom feed, with its secret; shown once */
                        feedPath: string | null;
                        /** @description `whsec_…`, as Standard Webhooks has it; shown once */
                        webhookSecret: string | null;
                    };
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found, unknown-coordinate */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description UUIDv7
                         */
                        id: string;
                        name: string;
                        /** @enum {string} */
                        follows: "product" | "platform" | "list";
                        product: string | null;
                        os: string | null;
                        cpu: string | null;
                        /** @description Cells and releases of a list; else 1 */
                        size: number;
                        /** @description Tells so many days before the validity of an answer ends; null: only when a status changes */
                        lapseDays: number | null;
                        /** @enum {string} */
                        by: "feed" | "email" | "webhook";
                        email: string | null;
                        webhookUrl: string | null;
                        /**
                         * @description Nothing is told to an address that is unverified
                         * @enum {string}
                         */
                        state: "unverified" | "active";
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        createdAt: string;
                        items: {
                            /**
                             * @description vendor/product@version
                             * @example dameng/dm8@8.1.3
                             */
                            release: string;
                            os: string | null;
                            cpu: string | null;
                        }[];
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /** @description Tells so many days before the validity of an answer ends; null: only when a status changes */
                    lapseDays?: number | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFeed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/atom+xml": string;
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: "waiting" | "delivered" | "dead";
            };
            header?: never;
            path: {
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SubscriptionDelivery"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listNotices: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SubscriptionNotice"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replayDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path: {
                /** @description UUIDv7 */
                id: string;
                /** @description UUIDv7 */
                delivery: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionDelivery"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description answer-lost, illegal-transition, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendVerification: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path: {
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionDelivery"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description answer-lost, illegal-transition, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testSubscription: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path: {
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionDelivery"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description answer-lost, illegal-transition, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verifySubscription: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repetition of the request gets the first answer */
                "idempotency-key"?: string;
            };
            path: {
                /** @description UUIDv7 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /** @description invalid-request, malformed-json */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description answer-lost, illegal-transition, request-in-progress */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description payload-too-large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description unsupported-media-type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused, one-time-token-invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBundle: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/gzip": string;
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rate-limited */
            429: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable, matrix-loading */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description insufficient-storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    search: {
        parameters: {
            query: {
                q: string;
                type?: ("organization" | "product" | "osRelease" | "cpu" | "release" | "platform" | "certificate") | ("organization" | "product" | "osRelease" | "cpu" | "release" | "platform" | "certificate")[];
                category?: string | string[];
                vendor?: string | string[];
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchAnswer"];
                };
            };
            /** @description invalid-request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description session-expired, unauthenticated */
            401: {
                headers: {
                    /** @description RFC 6750 */
                    "WWW-Authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description database-unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to come again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
