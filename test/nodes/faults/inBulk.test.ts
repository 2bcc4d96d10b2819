import { matrixOf } from './matrix';

matrixOf('Roster > Apply', 'User Import > Add');
