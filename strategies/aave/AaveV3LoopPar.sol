// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {AaveV3LoopAccount} from "strategies/aave/AaveV3LoopAccount.sol";
import {AaveV3LoopOperation} from "strategies/aave/AaveV3LoopOperation.sol";
import {ILidoRequests} from "strategies/lido/ILidoRequests.sol";
import {LstMarketMath} from "strategies/market/LstMarketMath.sol";

/// @title AaveV3LoopPar
/// @notice Levers down at par: collateral to the issuer's queue, and its ether to the debt.
abstract contract AaveV3LoopPar is AaveV3LoopAccount, AaveV3LoopOperation {
    using Address for address;

    /// @dev What is pending cannot be liquidated and does not count for health, so that the floor holds while the issuer takes its time.
    function _requestPar(uint256 lst) internal {
        require(lst != 0, ZeroAmount());
        _takeOut(lst, address(REQUESTS));
        uint256 health = healthFactorWad();
        require(health >= HEALTH_FLOOR_WAD, HealthBelowFloor(health, HEALTH_FLOOR_WAD));
        REQUESTS.request(lst);
    }

    /// @dev The arguments are the holder's own, and go there as they came.
    function _claimAndRepay(bytes calldata idsAndHints) internal {
        bytes memory claim = abi.encodePacked(ILidoRequests.claim.selector, idsAndHints);
        _repayAtPar(abi.decode(address(REQUESTS).functionCall(claim), (uint256)));
    }

    /// @dev Where there is no debt left, the rest becomes collateral, at no worse a price than a lever-up's.
    function _repayAtPar(uint256 eth) private {
        uint256 repaid = Math.min(eth, _debt());
        if (repaid != 0) _repay(repaid);
        if (repaid != eth) {
            (uint256 parWad, uint256 marketWad,) = _rates();
            uint256 minLst = LstMarketMath.minLst(eth - repaid, marketWad, MAX_SLIPPAGE_BPS);
            _operation = Operation.LeverUp;
            _acquireAndSupply(eth - repaid, minLst, parWad, marketWad * (BPS + MAX_SLIPPAGE_BPS) / BPS);
            _operation = Operation.None;
        }
        emit LeveredDown(repaid, 0, healthFactorWad());
    }
}
