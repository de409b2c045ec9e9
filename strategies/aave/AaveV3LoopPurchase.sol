// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {AaveV3LoopConfig} from "strategies/aave/AaveV3LoopConfig.sol";
import {AaveV3LoopMath} from "strategies/aave/AaveV3LoopMath.sol";

/// @title AaveV3LoopPurchase
/// @notice Turns WETH into LST where it is cheapest: the Uniswap pool or the issuer's mint.
abstract contract AaveV3LoopPurchase is AaveV3LoopConfig {
    using SafeCast for uint256;
    using SafeCast for int256;

    /// @dev Ether comes only from unwrapping WETH.
    receive() external payable {
        require(msg.sender == address(WETH), UnexpectedCallback(msg.sender));
    }

    /// @dev Buys LST for `eth`: in the pool up to the price at which the next LST costs par, then from the issuer at par, then, where the
    /// issuer does not take it all, in the pool again up to the worst price. So each wei is spent where the LST is cheapest.
    function _acquire(uint256 eth, uint256 parWad, uint256 worstWad)
        internal
        returns (uint256 fromPool, uint256 fromIssuer)
    {
        uint256 left;
        (fromPool, left) = _buy(eth, parWad);
        if (left == 0) return (fromPool, 0);
        uint256 mintable = Math.min(left, STETH.getCurrentStakeLimit());
        if (mintable != 0) {
            fromIssuer = _mint(mintable);
            left -= mintable;
        }
        if (left == 0) return (fromPool, fromIssuer);
        uint256 bought;
        (bought, left) = _buy(left, worstWad);
        require(left == 0, PurchaseIncomplete(eth, left));
        fromPool += bought;
    }

    /// @dev Buys in the pool until the next LST would cost `rateWad`, fee included.
    function _buy(uint256 eth, uint256 rateWad) private returns (uint256 lst, uint256 left) {
        uint160 limit = AaveV3LoopMath.sqrtPriceAt(rateWad, FEE_PIPS);
        (uint160 sqrtPriceX96,,,,,,) = UNISWAP.slot0();
        if (sqrtPriceX96 >= limit) return (0, eth);
        (int256 amount0, int256 amount1) = UNISWAP.swap(address(this), false, eth.toInt256(), limit, "");
        return ((-amount0).toUint256(), eth - amount1.toUint256());
    }

    /// @dev Whether the pool seems to take all of `eth` under par; where liquidity ends earlier it takes what it can.
    function _poolTakes(uint256 eth, uint160 limit) internal view returns (bool) {
        (uint160 sqrtPriceX96,,,,,,) = UNISWAP.slot0();
        return AaveV3LoopMath.ethBetween(sqrtPriceX96, limit, UNISWAP.liquidity()) >= eth;
    }

    function _mint(uint256 eth) private returns (uint256 lst) {
        uint256 balanceBefore = LST.balanceOf(address(this));
        WETH.withdraw(eth);
        Address.sendValue(payable(address(LST)), eth);
        return LST.balanceOf(address(this)) - balanceBefore;
    }
}
