import './chart.css';
