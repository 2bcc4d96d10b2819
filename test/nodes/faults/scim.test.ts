import { matrixOf } from './matrix';

matrixOf('SCIM: User > Create', 'SCIM: User > Update');
