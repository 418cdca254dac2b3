import { type Profile, profiles } from '../../src/profile.ts';
import { profileLabel, profileLine } from '../../src/wording/profiles.ts';

interface JudgedByProps {
  readonly profile: Profile;
  /** The one that the client was registered with. */
  readonly registered: Profile;
  readonly onChoose: (profile: Profile) => void;
}

/** The profile that decides how strictly a response is judged, and the choice of another. */
export function JudgedBy({ profile, registered, onChoose }: JudgedByProps) {
  return (
    <p class="judged-by">
      <label for="judged-by">Judged by</label>{' '}
      <select
        id="judged-by"
        value={profile}
        title={profileLine(profile)}
        onChange={({ currentTarget }) => {
          const chosen = profiles.find((one) => one === currentTarget.value);
          if (chosen) onChoose(chosen);
        }}
      >
        {profiles.map((one) => (
          <option key={one} value={one}>
            {profileLabel(one)}
          </option>
        ))}
      </select>
      {profile !== registered && (
        <span class="differs">
          {' '}
          registered: {profileLabel(registered)}{' '}
          <button type="button" onClick={() => onChoose(registered)}>
            Back to it
          </button>
        </span>
      )}
    </p>
  );
}
