{{%AUTOESCAPE context="HTML"}}
<svg viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linejoin="round"
    stroke-linecap="round" aria-hidden="true"><circle cx="24" cy="17" r="11"/><path d="M24 28v15M17 36h14"/></svg>
