{{%AUTOESCAPE context="HTML"}}
<svg viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linejoin="round"
    stroke-linecap="round" aria-hidden="true"><rect x="8" y="5" width="32" height="38" rx="3"/>
<path d="M17 14l7 9 7-9M24 23v13M17 25h14M17 31h14"/></svg>
