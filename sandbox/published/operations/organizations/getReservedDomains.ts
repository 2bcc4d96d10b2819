import { ok } from '../../../http/answer';
import { published } from '../../operation';
import { domainView } from '../../views';

export const getReservedDomains = published('getReservedDomains', (call) =>
	ok({ reserved_domains: call.organization.domains.map(domainView) }),
);
