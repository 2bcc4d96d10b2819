/** How an organization without the plan for something is refused; 200: it has the plan. */
export type Entitlement = 200 | 400 | 401 | 403 | 404;

/**
 * What only some plans have. Docusign's pages say so of each; with which status the others are
 * refused is not known.
 */
export interface EntitlementOptions {
	/** `dsprofile`, by id and by address: for organizations with both CLM and eSignature. */
	dsProfileStatus: Entitlement;
	/** DSGroups and `include_ds_groups=true`: for those entitled to `AllowMultiApplication`. */
	dsGroupsStatus: Entitlement;
	/** `include_license=true`, in lists and profiles. */
	includeLicenseStatus: Entitlement;
}

/** With every plan: most tests are about something else. */
export const everyPlan: EntitlementOptions = {
	dsProfileStatus: 200,
	dsGroupsStatus: 200,
	includeLicenseStatus: 200,
};
