import './chart.css';
import './designer.css';
