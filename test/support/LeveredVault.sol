// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {LstMarketMath} from "strategies/market/LstMarketMath.sol";
import {AaveLoopTest} from "test/fork/aave/AaveLoopTest.sol";
import {Mainnet} from "test/support/Mainnet.sol";

/// @notice What the replica's Chainlink feeds let anyone do.
interface ISettableFeed {
    function latestAnswer() external view returns (int256);
    function updateAnswer(int256 answer) external;
}

/// @notice The whole vault (three parts behind its proxy) over a loop on Aave that is levered: alice has entered, some LST is idle, the rest works at four times.
abstract contract LeveredVault is AaveLoopTest {
    uint256 internal constant ALICES = 1_000e18;
    uint256 internal constant IDLE = 100e18;
    uint256 internal constant LEVERAGE = 400;

    address internal alice = makeAddr("alice");

    function setUp() public virtual override {
        super.setUp();
        _enter(alice, ALICES);
        _open();
    }

    /// @dev Without transactions of their own for each call, this has to come in a later one than what entered.
    function _open() internal virtual {
        uint256 equity = ALICES - IDLE;
        _batch(IVaultTypes.ActionKind.Deploy, equity, _up(_debtFor(equity, LEVERAGE), 0));
    }

    function _batch(IVaultTypes.ActionKind kind, uint256 assets, bytes memory data) internal {
        _rebalance(kind, loop, assets, data);
    }

    /// @dev Like `_tradePoolTo`, also where the pool stands there already.
    function _movePoolTo(uint256 bps) internal {
        (uint160 current,,,,,,) = UNISWAP.slot0();
        if (current != LstMarketMath.sqrtPriceAt(_par() * bps / BPS, 0)) _tradePoolTo(bps);
    }

    /// @dev Time that passes as on mainnet: the feeds answer anew.
    function _passTime(uint256 time) internal {
        skip(time);
        ISettableFeed[2] memory feeds = [ISettableFeed(Mainnet.ETH_USD_FEED), ISettableFeed(Mainnet.STETH_ETH_FEED)];
        for (uint256 i; i < 2; ++i) {
            feeds[i].updateAnswer(feeds[i].latestAnswer());
        }
    }
}
