import { matrixOf } from './matrix';

matrixOf('Membership > Update', 'Membership > Activate', 'Roster > Apply', 'User Import > Add');
