import { matrixOf } from './matrix';

matrixOf('User > Create or Update', 'User > Create or Update, who is there');
