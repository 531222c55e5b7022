{{%AUTOESCAPE context="HTML"}}
<svg viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linejoin="round"
    stroke-linecap="round" aria-hidden="true"><path d="M12 33V21a12 12 0 0 1 24 0v12l4 4H8z"/>
<path d="M20 41a4 4 0 0 0 8 0"/></svg>
