import { everyFieldOf } from './everyField';

everyFieldOf('cursor', 'users');
