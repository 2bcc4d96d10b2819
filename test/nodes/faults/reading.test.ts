import { matrixOf } from './matrix';

matrixOf(
	'Docusign Admin Trigger',
	'Token exchange (JWT)',
	'User > Get Many',
	'List of users in the editor',
);
