import { matrixOf } from './matrix';

matrixOf('User > Create', 'User > Update', 'User > Close');
