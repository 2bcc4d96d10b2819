import { accountsOf, groupsOf } from './api/accounts';
import { identityProvidersOf } from './api/moreLists';
import { wholeOptions } from './listSearch/wholeLists';

/** Fields that take several entries have no searchable list of their own: the editor filters this one. */

export const getGroups = wholeOptions('account', groupsOf);
export const getAccounts = wholeOptions('organization', accountsOf);
export const getIdentityProviders = wholeOptions('organization', identityProvidersOf);
