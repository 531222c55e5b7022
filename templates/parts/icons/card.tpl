{{%AUTOESCAPE context="HTML"}}
<svg viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linejoin="round"
    stroke-linecap="round" aria-hidden="true"><rect x="5" y="11" width="38" height="27" rx="3"/>
<path d="M5 19h38M12 29h9M29 29h7"/></svg>
