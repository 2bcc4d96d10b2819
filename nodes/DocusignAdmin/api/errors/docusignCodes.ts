import type { ErrorText } from '../../../shared/transport/answers/errorText';
import type { ErrorCode } from './catalogue';

interface Match {
	code: ErrorCode;
	/** Docusign's codes, in any case and with or without separators. */
	codes?: RegExp;
	/** Docusign's sentences. */
	words?: RegExp;
}

/**
 * How Docusign's error codes and texts lead to ours, tried from top to bottom. The lower-case codes are
 * those of user imports, which other operations report too; the upper-case ones are eSignature's.
 */
const MATCHES: readonly Match[] = [
	{ code: 'DOCUSIGN_USER_TOKEN_REQUIRED', words: /system application|application access token/i },
	{ code: 'DOCUSIGN_SCOPE_MISSING', codes: /scope/, words: /\bscopes?\b/i },
	{
		code: 'DOCUSIGN_LAST_ADMINISTRATOR',
		codes: /lastactiveadmin|lastadmin/,
		words: /last (?:active )?(?:account )?admin/i,
	},
	{
		code: 'DOCUSIGN_OWN_MEMBERSHIP',
		codes: /ownmembership/,
		words: /(?:your|their) own membership/i,
	},
	{ code: 'DOCUSIGN_ADMIN_GROUP_NOT_PERMITTED', codes: /administratorgroupassignment/ },
	{
		code: 'DOCUSIGN_PLAN_LACKS',
		codes: /accountlackspermissions?/,
		words: /account lacks (?:sufficient )?permissions?/i,
	},
	{ code: 'DOCUSIGN_PERMISSION_CHANGE_REFUSED', codes: /permissionsetchange/ },
	{
		code: 'DOCUSIGN_NOT_ORGANIZATION_ADMIN',
		codes: /accountadminaccessdenied|lackspermissions?|notorg(?:anization)?admin/,
		words: /not an? (?:organi[sz]ation )?admin|administrator (?:rights|privileges|access)/i,
	},
	{
		code: 'DOCUSIGN_DOMAIN_NOT_CLAIMED',
		codes: /autoactivate/,
		words: /auto(?:matic(?:ally)?)?[ _-]?activat/i,
	},
	{
		code: 'DOCUSIGN_DOMAIN_RESERVED',
		codes: /domainisreserved|reserveddomain/,
		words: /reserved domain|domain is reserved/i,
	},
	{
		code: 'DOCUSIGN_USER_EXISTS',
		codes: /combinationexists|useralreadyexists|userexists|existinguseremail|duplicateuser/,
		words:
			/\buser ?name and e-?mail combination|user\b.*\balready exists|already (?:a )?(?:user|member)\b/i,
	},
	{
		code: 'DOCUSIGN_NO_SEATS_LEFT',
		codes: /maximumusers|(?:user|member|seat|licen[cs]e)s?limitexceeded/,
		words: /maximum.*\busers\b|\b(?:user|seat|licen[cs]e)s?_limit_exceeded/i,
	},
	{ code: 'DOCUSIGN_AWAITING_ACTIVATION', codes: /awaitingactivation/ },
	{
		code: 'DOCUSIGN_SITE_ID_MISSING',
		codes: /siteid/,
		words: /\bsite[_ ]?id\b/i,
	},
	{
		code: 'DOCUSIGN_PERMISSION_PROFILE_NOT_FOUND',
		codes: /permissionset(?!required)|permissionprofile(?!required)/,
		words:
			/permission (?:profile|set)\b.*(?:not|invalid)|(?:no|invalid|unknown) permission (?:profile|set)/i,
	},
	{
		code: 'DOCUSIGN_GROUP_NOT_FOUND',
		codes: /invalidgroup|groupnotfound|groupproblems|groupdoesnotexist/,
		words: /\bgroup\b.*not (?:found|exist|valid)|(?:no|invalid|unknown) group\b/i,
	},
	{ code: 'DOCUSIGN_MEMBERSHIP_CLOSED', codes: /membershipclosed/ },
	{
		code: 'DOCUSIGN_MEMBERSHIP_NOT_FOUND',
		codes: /membershipnot|invalidmembership|userlacksmembership/,
		words: /\bmembership\b.*not (?:found|exist)|no (?:such |valid )?membership/i,
	},
	{
		code: 'DOCUSIGN_USER_CLOSED',
		codes: /userclosed|userisclosed/,
		words: /\buser (?:is|was) closed/i,
	},
	{
		code: 'DOCUSIGN_USER_NOT_FOUND',
		codes: /usernotfound|userdoesnotexist|invaliduserid|unknownuser/,
		words: /\buser\b.*not (?:found|exist)|no (?:such )?user\b/i,
	},
	{
		code: 'DOCUSIGN_ACCOUNT_NOT_FOUND',
		codes: /accountnotfound|invalidaccount|accountdoesnotexist|accountnotinorg/,
		words: /\baccount\b.*not (?:found|exist|in|part)|no (?:such )?account\b/i,
	},
	{
		code: 'DOCUSIGN_ORGANIZATION_NOT_FOUND',
		codes: /organizationnotfound|invalidorganization|organizationdoesnotexist/,
		words: /\borgani[sz]ation\b.*not (?:found|exist)|no (?:such )?organi[sz]ation/i,
	},
	{
		code: 'DOCUSIGN_TOKEN_REFUSED',
		codes: /invalidtoken|authenticationfailed|expiredtoken|tokenexpired/,
	},
];

/** Our code for what Docusign says, or undefined where it says nothing that is known. */
export function matchCode({ error = '', message = '' }: ErrorText): ErrorCode | undefined {
	const bare = error.toLowerCase().replace(/[^a-z0-9]/g, '');
	const byCode = bare ? MATCHES.find(({ codes }) => codes?.test(bare))?.code : undefined;
	// Docusign calls a token invalid for many reasons; a known sentence tells which it is.
	if (byCode && byCode !== 'DOCUSIGN_TOKEN_REFUSED') return byCode;
	return MATCHES.find(({ words }) => words?.test(message) || words?.test(error))?.code ?? byCode;
}
