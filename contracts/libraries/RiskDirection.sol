// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {SignedMath} from "@openzeppelin/contracts/utils/math/SignedMath.sol";

/// @title RiskDirection
/// @notice Tells from a strategy's legs alone whether something has raised its risk. What a strategy or a keeper says of itself does not count.
library RiskDirection {
    /// @notice Wei by which lenders round; a rise by less is none.
    int256 internal constant DUST = 1e9;

    /// @notice Whether more LST or more ETH, owned or owed, is at stake than before.
    function grows(int256 lstBefore, int256 ethBefore, int256 lstAfter, int256 ethAfter) internal pure returns (bool) {
        return lstAfter > lstBefore + DUST || _size(ethAfter) > _size(ethBefore) + DUST;
    }

    /// @notice Whether it grows, or more is owed for each LST owned. Collateral that is added under a heavy debt, up to the size of that debt, does not
    /// raise risk: it is what saves a position when nothing can be sold.
    /// @dev Loan-to-values are compared by cross-multiplication; legs are at most 112 bits wide.
    function rises(int256 lstBefore, int256 ethBefore, int256 lstAfter, int256 ethAfter) internal pure returns (bool) {
        int256 debtBefore = SignedMath.max(-ethBefore, 0);
        int256 debtAfter = SignedMath.max(-ethAfter, 0);
        if (debtAfter * lstBefore > debtBefore * lstAfter + DUST * SignedMath.max(lstBefore, 0)) return true;
        bool toppedUp = ethBefore < 0 && ethAfter <= 0 && debtAfter <= debtBefore + DUST && 2 * debtBefore >= lstBefore
            && lstAfter <= lstBefore + debtBefore;
        return !toppedUp && grows(lstBefore, ethBefore, lstAfter, ethAfter);
    }

    function _size(int256 leg) private pure returns (int256) {
        return leg < 0 ? -leg : leg;
    }
}
