// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {SignedMath} from "@openzeppelin/contracts/utils/math/SignedMath.sol";

/// @title RiskDirection
/// @notice Tells from a strategy's legs alone whether something has raised its risk. What a strategy or a keeper says of itself does not count.
library RiskDirection {
    /// @notice Wei by which lenders round; a rise by less is none.
    int256 internal constant DUST = 1e9;

    /// @notice Whether more LST or more ETH is at stake than before, or more is owed for each LST owned.
    /// @dev Loan-to-values are compared by cross-multiplication; legs are at most 112 bits wide.
    function rises(int256 lstBefore, int256 ethBefore, int256 lstAfter, int256 ethAfter) internal pure returns (bool) {
        if (lstAfter > lstBefore + DUST) return true;
        if (SignedMath.abs(ethAfter) > SignedMath.abs(ethBefore) + uint256(DUST)) return true;
        if (ethAfter >= 0) return false;
        int256 debtBefore = ethBefore < 0 ? -ethBefore : int256(0);
        return -ethAfter * lstBefore > debtBefore * lstAfter + DUST * SignedMath.max(lstBefore, 0);
    }
}
