import type { ErrorRow } from '../../../../shared/errors/messageTemplate';

/** Work that Docusign does in the background: exports and imports. */
export const JOB_ROWS = [
	{
		code: 'DOCUSIGN_EXPORT_UNREADABLE',
		message: 'The file of the export cannot be used: {reason}',
		cause:
			'The file was cut off on its way, or Docusign has changed its columns. A part of the users must not pass for all of them.',
		remedy:
			'Run it again. If it stays so, read the users with Get Many, and report the names of the columns, without any values.',
	},
	{
		code: 'DOCUSIGN_JOB_FAILED',
		message: 'Docusign could not {operation}: {reason}',
		cause: 'Docusign took the job and could not finish it, for all sites or for one of them.',
		remedy:
			'Run it again later. Of an export, what was made for other sites is not passed on, since a part must not pass for the whole.',
	},
	{
		code: 'DOCUSIGN_JOB_UNFINISHED',
		message: 'Docusign has not finished to {operation} within {count} s of waiting',
		cause: 'Large organizations take Docusign many minutes.',
		remedy: "Give it longer with 'Max Wait' the next time.",
	},
	{
		code: 'DOCUSIGN_RESULT_ELSEWHERE',
		message: 'The link to the result leads to a host to which the token must not go: {host}',
		cause:
			"Results are downloaded from Docusign's own hosts and from the configured one, with the access token.",
		remedy:
			"Check 'Environment' and 'Admin Base URL' in the credential. Nothing was sent to that host.",
	},
] as const satisfies readonly ErrorRow[];
